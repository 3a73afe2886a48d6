import type { InstalledProject, Project, ProjectDeps } from '../../core/project.ts'
import { checkMarketData } from './data/checks.ts'
import { openMarketData } from './data/market-data.ts'
import { fundamentalAnalyst } from './fundamental.ts'
import { narrate } from './narrator/narrate.ts'
import { phrases } from './phrases.ts'
import { readPrompt } from './prompt.ts'
import { judge } from './recommendation/judge.ts'
import { sentimentAnalyst } from './sentiment.ts'
import { technicalAnalyst } from './technical.ts'
import { symbolDirectory } from './understand/directory.ts'
import { understanding } from './understand/understand.ts'
import { wording } from './wording.ts'

/** Stock market intelligence: chart, accounts and news of a symbol, weighed into a rating. */
export const stocksProject: Project = {
  name: 'stocks',
  title: 'Stock market intelligence',
  settingsPrefix: 'STOCK_MARKET',
  permissions: ['stocks.read'],
  examples: [
    { label: 'How does a stock look?', text: 'How does AAPL look?' },
    { label: 'Compare two stocks', text: 'Compare Apple and Microsoft' },
    { label: 'How is the market?', text: 'How is the market?' },
    { label: 'What is a P/E ratio?', text: 'What is a P/E ratio?' },
  ],
  create: createStocks,
}

function createStocks({ settings, cache }: ProjectDeps): InstalledProject {
  const data = openMarketData(settings, cache)
  const directory = symbolDirectory({ extra: async () => (await data.prices.symbols?.()) ?? [] })
  return {
    analysts: [technicalAnalyst(data), fundamentalAnalyst(data), sentimentAnalyst(data)],
    jobs: [],
    prompt: readPrompt(),
    phrases,
    wording,
    understand: understanding({ directory }),
    judge,
    narrate,
    check: (signal) => checkMarketData(settings, signal),
  }
}
