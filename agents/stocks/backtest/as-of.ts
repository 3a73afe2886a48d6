import { AppError } from '../../../core/errors.ts'
import { dayOf } from '../data/day.ts'
import type {
  Bar,
  Fetched,
  Fundamentals,
  MarketData,
  Prices,
  Source,
  SourceRequest,
} from '../types.ts'

/** All that is known today of one symbol and its market. */
export interface Known {
  readonly prices: Fetched<Prices>
  readonly benchmark: Fetched<Prices> | null
  /** Null where the source does not say when accounts were filed. */
  readonly fundamentals: Source<Fundamentals> | null
}

/** Market data as it was public on the day of each question: nothing of a later day gets through here. */
export function asOf({ prices, benchmark, fundamentals }: Known): MarketData {
  const series = [prices, ...(benchmark === null ? [] : [benchmark])]
  return {
    prices: {
      name: prices.source,
      async fetch({ symbol, askedAt }) {
        const found = series.find(({ value }) => value.symbol === symbol)
        if (found === undefined) throw unknown(symbol)
        return until(found, askedAt)
      },
    },
    fundamentals: { name: 'accounts', fetch: accountsOf(fundamentals) },
    news: { name: 'none', fetch: ({ symbol }) => Promise.reject(unknown(symbol)) },
  }
}

/** An old price was fresh on its day. */
function until(fetched: Fetched<Prices>, askedAt: Date): Fetched<Prices> {
  const today = dayOf(askedAt)
  const bars = fetched.value.bars.slice(0, countUntil(fetched.value.bars, today))
  const last = bars.at(-1)
  if (last === undefined) throw unknown(fetched.value.symbol)
  const freshness = fetched.freshness === 'demo' ? 'demo' : 'closed'
  return { ...fetched, value: { ...fetched.value, bars }, asOf: last.date, freshness, notes: [] }
}

/** How many bars end on that day or before; they are in order. */
function countUntil(bars: readonly Bar[], today: string): number {
  let [low, high] = [0, bars.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((bars[middle]?.date ?? '') <= today) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * Asked once a month, on its first day that is asked about: later in the month the accounts are a little old, never
 * too new. What analysts expect of the coming year is today's opinion, and left out.
 */
function accountsOf(source: Source<Fundamentals> | null): Source<Fundamentals>['fetch'] {
  const months = new Map<string, Promise<Fetched<Fundamentals>>>()
  return async (request) => {
    if (source === null) throw unknown(request.symbol)
    const month = dayOf(request.askedAt).slice(0, 7)
    const found = months.get(month) ?? source.fetch(request)
    months.set(month, found)
    const fetched = await found
    // Another source may have stood in, of which nobody knows when its figures were public.
    if (!hasFilingDates(fetched)) throw unknown(request.symbol)
    const freshness = fetched.freshness === 'demo' ? 'demo' : 'closed'
    return { ...fetched, freshness, value: { ...fetched.value, forwardEarningsPerShare: null } }
  }
}

/** Sources whose accounts carry the day on which they were filed; others guess it. */
const filing: ReadonlySet<string> = new Set(['sec', 'demo'])

/** Of `sec, yahoo` the accounts are the first one's; what the second adds is of today and left out. */
function hasFilingDates({ source }: Pick<Fetched<unknown>, 'source'>): boolean {
  return filing.has(source.split(', ')[0] ?? '')
}

/** Null where accounts are not to be used, or not to be had. */
export async function filedAccounts(
  source: Source<Fundamentals>,
  request: SourceRequest,
): Promise<Source<Fundamentals> | null> {
  try {
    return hasFilingDates(await source.fetch(request)) ? source : null
  } catch {
    request.signal.throwIfAborted()
    // An index has none, and without them the chart is still there: the report says what was used.
    return null
  }
}

function unknown(symbol: string): AppError {
  return new AppError('not_found', `nothing was known of ${symbol} on that day`)
}
