import { noCalls } from '../../core/call-store.ts'
import type { InstalledProject, Project, ProjectDeps } from '../../core/project.ts'
import type { Job } from '../../core/types.ts'
import { scoreCalls } from './calls/score-calls.ts'
import { chartsOf } from './charts/charts-of.ts'
import { checkMarketData } from './data/checks.ts'
import { openMarketData, openSecClient } from './data/market-data.ts'
import { type Settings, symbolsFolder } from './data/settings.ts'
import { fundamentalAnalyst } from './fundamental.ts'
import { openListings } from './listings/book.ts'
import { refreshSymbols } from './listings/refresh.ts'
import { narrate } from './narrator/narrate.ts'
import { offersOf } from './offers.ts'
import { phrases } from './phrases.ts'
import { preparing } from './prepare.ts'
import { readPrompt, readResearchPrompt } from './prompt.ts'
import { judge, verdictOn } from './recommendation/judge.ts'
import { sentimentAnalyst } from './sentiment.ts'
import { technicalAnalyst } from './technical.ts'
import { stockTools } from './tools/tools.ts'
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

function createStocks({
  settings,
  cache,
  calls = noCalls,
  watchlist,
}: ProjectDeps): InstalledProject {
  const data = openMarketData(settings, cache)
  const directory = symbolDirectory({
    extra: async () => (await data.prices.symbols?.()) ?? [],
    book: openListings(symbolsFolder(settings)),
  })
  const technical = technicalAnalyst(data, { witness: data.priceWitness })
  const analysts = [technical, fundamentalAnalyst(data), sentimentAnalyst({ ...data, cache })]
  const tools = stockTools({ analysts, directory, calls, watchlist })
  return {
    analysts,
    jobs: [scoreCalls({ calls, data }), ...jobsOf(settings)],
    tools,
    research: { prompt: readResearchPrompt(), tools },
    prompt: readPrompt(),
    phrases,
    wording,
    understand: understanding({ directory }),
    prepare: preparing({ calls, watchlist, ranking: { analysts, judge: verdictOn } }),
    judge,
    narrate,
    offers: offersOf,
    charts: chartsOf,
    check: (signal) => checkMarketData(settings, signal),
  }
}

/** Without a name to give, the SEC is not asked for a newer list of symbols: the one that was shipped goes on. */
function jobsOf(settings: Settings): readonly Job[] {
  const call = openSecClient(settings)
  return call === null ? [] : [refreshSymbols({ call, folder: symbolsFolder(settings) })]
}
