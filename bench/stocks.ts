import { cached } from '../agents/stocks/data/cached.ts'
import { addDays, dayOf, isWeekend } from '../agents/stocks/data/day.ts'
import { demo } from '../agents/stocks/data/demo.ts'
import { keptFundamentals, keptNews, keptPrices } from '../agents/stocks/data/keeping.ts'
import { fundamentalAnalyst } from '../agents/stocks/fundamental.ts'
import { narrate } from '../agents/stocks/narrator/narrate.ts'
import { rank } from '../agents/stocks/ranking/rank.ts'
import { judge, verdictOn } from '../agents/stocks/recommendation/judge.ts'
import { sentimentAnalyst } from '../agents/stocks/sentiment.ts'
import { technicalAnalyst } from '../agents/stocks/technical.ts'
import type { Bar, Fetched, Prices, SourceRequest } from '../agents/stocks/types.ts'
import { symbolDirectory } from '../agents/stocks/understand/directory.ts'
import { understanding } from '../agents/stocks/understand/understand.ts'
import { memoryCache } from '../core/memory-cache.ts'
import type { Question } from '../core/types.ts'
import { type BenchResult, measure, timingOf } from './bench.ts'

const { signal } = new AbortController()
const askedAt = new Date()
/** Ten years, as the vendor gives them. */
const barCount = 2_520

/** Questions from their words to the narrated reply, on ten years of prices a symbol that are in the cache. */
export async function run(): Promise<BenchResult> {
  const data = cachedData()
  const options = { runs: 40, warmUps: 15 }
  const rows = [
    await measure('one symbol in full', () => answer(data, 'How does AAPL look?'), {
      ...options,
      targetMs: 40,
    }),
    await measure(
      'six symbols compared',
      () => answer(data, 'Compare AAPL, MSFT, TSLA, NVDA, AMZN and META'),
      { ...options, targetMs: 120 },
    ),
  ]
  return { title: 'Stocks: a question on cached data', rows: [...rows, ...(await ranking(data))] }
}

async function answer(data: Data, text: string): Promise<string> {
  const directory = symbolDirectory({ extra: async () => [] })
  const question: Question = { text, history: [], askedAt }
  const reading = await understanding({ directory })(question, signal)
  const { period, aspect } = reading
  const asked = analystsOf(data).filter(({ name }) => reading.analysts.includes(name))
  const findings = await Promise.all(
    reading.symbols.flatMap((symbol) =>
      asked.map((analyst) => analyst.analyse({ symbol, period, aspect, askedAt, signal })),
    ),
  )
  const verdicts = judge(reading, findings)
  return narrate({ question, reading, findings, verdicts })
}

/** 500 symbols, with how often the progress moves and how long anybody else waits for the event loop. */
async function ranking(data: Data) {
  const symbols = Array.from({ length: 500 }, (_, at) => `S${at}`)
  const analysts = analystsOf(data)
  const [times, gaps]: [number[], number[]] = [[], []]
  // The first fills the cache.
  for (let round = -1; round < 3; round += 1) {
    const startedAt = performance.now()
    let movedAt = startedAt
    const onProgress = () => {
      const now = performance.now()
      if (round >= 0) gaps.push(now - movedAt)
      movedAt = now
    }
    const asked = { symbols, askedAt, signal, limitMs: 60_000, onProgress }
    // oxlint-disable-next-line no-await-in-loop -- one round after the other.
    const { verdicts } = await rank({ analysts, judge: verdictOn }, asked)
    if (verdicts.length !== symbols.length) throw new Error(`ranked ${verdicts.length} of 500`)
    if (round >= 0) times.push(performance.now() - startedAt)
  }
  return [
    timingOf('500 symbols ranked', times, 3_000),
    timingOf('  from one step of the progress to the next', gaps),
  ]
}

type Data = ReturnType<typeof cachedData>

function analystsOf(data: Data) {
  return [technicalAnalyst(data), fundamentalAnalyst(data), sentimentAnalyst(data)]
}

/** Sources that stand behind the cache, as the vendor's do. */
function cachedData() {
  const cache = memoryCache({ metrics: { cacheAsked: () => {} }, maxEntries: 2_000 })
  const { fundamentals, news } = demo()
  const like = (symbol: string, request: SourceRequest) => ({ ...request, symbol })
  return {
    cache,
    prices: cached({ name: 'bench', fetch: pricesOf }, keptPrices('10y'), { cache }),
    fundamentals: cached(
      {
        name: 'bench',
        fetch: async (request) => real(await fundamentals.fetch(like('AAPL', request))),
      },
      keptFundamentals,
      { cache },
    ),
    news: cached(
      { name: 'bench', fetch: async (request) => real(await news.fetch(like('AAPL', request))) },
      keptNews,
      { cache },
    ),
  }
}

/** Taken for real, so that the verdict counts it like any other. */
function real<T>(fetched: Fetched<T>): Fetched<T> {
  return { ...fetched, source: 'bench', freshness: 'closed' }
}

async function pricesOf({ symbol }: SourceRequest): Promise<Fetched<Prices>> {
  const bars = barsOf(symbol)
  return {
    value: { symbol, name: null, currency: 'USD', bars },
    source: 'bench',
    asOf: bars.at(-1)?.date ?? '',
    fetchedAt: askedAt.toISOString(),
    freshness: 'closed',
    notes: [],
  }
}

const days = weekdaysUntil(dayOf(askedAt))

/** A wave on a slope, another for each symbol. */
function barsOf(symbol: string): Bar[] {
  const seed = Array.from(symbol).reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7)
  return days.map((date, at) => {
    const close = 100 + (seed % 7) * at * 0.002 + 9 * Math.sin((at + seed) / (11 + (seed % 13)))
    const open = close * (1 + 0.004 * Math.sin(at * 1.7 + seed))
    const [high, low] = [Math.max(open, close) * 1.006, Math.min(open, close) * 0.994]
    return { date, open, high, low, close, volume: 1_000_000 + ((seed * at) % 500_000) }
  })
}

function weekdaysUntil(last: string): readonly string[] {
  const found: string[] = []
  for (let back = 1; found.length < barCount; back += 1) {
    const day = addDays(last, -back)
    if (!isWeekend(day)) found.push(day)
  }
  return found.toReversed()
}
