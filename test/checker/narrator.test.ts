import { describe, expect, it } from 'vitest'

import { offlineModel } from '../../agents/models/offline.ts'
import { stocksProject } from '../../agents/stocks/project.ts'
import { aspects } from '../../agents/stocks/understand/aspects.ts'
import { numberChecker } from '../../bot/graph/check.ts'
import { verified } from '../../bot/graph/verify.ts'
import { memoryCache } from '../../core/memory-cache.ts'
import type { Brief, Reading, Turn } from '../../core/types.ts'

const cache = memoryCache({ metrics: { cacheAsked: () => {} } })
const stocks = stocksProject.create({
  model: offlineModel(),
  settings: { MARKET_DATA: 'demo' },
  cache,
})
const { signal } = new AbortController()

const symbols = ['AAPL', 'TSLA', 'MSFT', 'JPM', 'RELIANCE.NS', 'SAP.DE', '0700.HK', 'NVDA', '^GSPC']
const days = ['2026-03-10', '2026-11-22']
const pairs = [
  ['AAPL', 'TSLA'],
  ['JPM', 'GOOGL', 'MSFT'],
  ['^GSPC', '^IXIC', '^DJI', '^N225'],
]

describe('what the narrator writes on demo data', () => {
  it.each(symbols)('passes on %s, whatever was asked', async (symbol) => {
    expect(await struckIn([[symbol]], [...intents, ...aspectsAsked])).toEqual([])
  })

  it.each(pairs)('passes on %s and %s beside others', async (...several) => {
    expect(await struckIn([several], [...intents, ...aspectsAsked])).toEqual([])
  })

  it.each(symbols)('passes on what changed since %s was last looked at', async (symbol) => {
    const [then, now] = [await briefOf([symbol], intents[0], days[0]), days[1]]
    const later = await briefOf([symbol], { intent: 'changes' }, now)
    const brief = { ...later, question: { ...later.question, history: [turnOf(then)] } }
    expect(await struck(brief)).toEqual([])
  })
})

type Asked = Partial<Reading>

const intents: readonly Asked[] = ['analysis', 'comparison', 'ranking', 'overview', 'reason'].map(
  (intent) => ({ intent }),
)
const aspectsAsked: readonly Asked[] = Object.keys(aspects).map((aspect) => ({
  intent: 'aspect',
  aspect,
}))

async function struckIn(lists: readonly (readonly string[])[], asked: readonly Asked[]) {
  const found: string[] = []
  for (const list of lists) {
    for (const day of days) {
      for (const each of asked) found.push(...(await struck(await briefOf(list, each, day))))
    }
  }
  return found
}

/** The lines of the narrator's reply that the checker would have struck. */
async function struck(brief: Brief): Promise<string[]> {
  const checker = numberChecker(brief, stocks)
  const parts = verified([stocks.narrate(brief)], { checker, rewrite: null, onStruck: () => {} })
  const texts = await Array.fromAsync(parts, ({ text }) => text)
  return texts.filter((text) => text.includes('(unverified)'))
}

const findings = new Map<string, Promise<Brief['findings']>>()

async function briefOf(
  list: readonly string[],
  asked: Asked = {},
  day = '2026-11-22',
): Promise<Brief> {
  const reading: Reading = {
    confidence: 1,
    intent: 'analysis',
    symbols: list,
    period: null,
    analysts: stocks.analysts.map(({ name }) => name),
    answer: null,
    choices: [],
    aspect: null,
    ...asked,
  }
  const found = (await Promise.all(list.map((symbol) => findingsOf(symbol, day)))).flat()
  const askedAt = new Date(`${day}T12:00:00Z`)
  const question = { text: 'How does it look?', history: [], askedAt }
  return { question, reading, findings: found, verdicts: stocks.judge(reading, found) }
}

function findingsOf(symbol: string, day: string): Promise<Brief['findings']> {
  const key = `${symbol} ${day}`
  const task = { symbol, period: null, aspect: null, askedAt: new Date(`${day}T12:00:00Z`), signal }
  const found =
    findings.get(key) ?? Promise.all(stocks.analysts.map((analyst) => analyst.analyse(task)))
  findings.set(key, found)
  return found
}

function turnOf(brief: Brief): Turn {
  const threadId = 'fake:room' as const
  const evidence = [...brief.findings, ...brief.verdicts].flatMap((each) => each.evidence)
  const at = brief.question.askedAt
  return {
    id: 'earlier',
    threadId,
    message: {
      id: 'm0',
      channel: 'fake',
      organisation: { id: 'fake:org', name: 'Org' },
      roomId: 'room',
      threadId,
      author: { id: 'ann', name: 'Ann' },
      text: 'How does it look?',
      addressed: true,
      sentAt: at,
    },
    state: 'done',
    reply: {
      text: '',
      route: { project: 'stocks', intent: 'analysis', agents: [], symbols: [], period: null },
      verdicts: brief.verdicts,
      evidence,
      choices: [],
      usage: [],
      timings: {},
    },
    failure: null,
    createdAt: at,
    endedAt: at,
  }
}
