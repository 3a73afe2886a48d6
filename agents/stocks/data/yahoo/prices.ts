import type { Fetched, Prices, Source, SourceRequest } from '../../types.ts'
import { dayMs } from '../day.ts'
import { agePrices } from '../freshness.ts'
import { unknownSymbol } from '../symbol.ts'
import type { CallYahoo } from './client.ts'
import { closedBars, missingDays, wholeCurrency } from './closed-bars.ts'
import { lastTrade } from './last-trade.ts'
import { type Chart, chartShape } from './shapes.ts'
import { pathOf } from './spelling.ts'

/** How far back a chart reaches. */
export const priceYears = 10

/** Ten years of closed days. */
export function yahooPrices(call: CallYahoo): Source<Prices> {
  async function fetch(request: SourceRequest): Promise<Fetched<Prices>> {
    return present(request, await gather(call, request))
  }
  return { name: 'yahoo', fetch }
}

async function gather(call: CallYahoo, request: SourceRequest): Promise<Chart> {
  const period1 = new Date(request.askedAt.getTime() - priceYears * 366 * dayMs)
  const query = { period1, interval: '1d' } as const
  return call(request, async (library, options) =>
    chartShape.parse(
      await library.chart(pathOf(request.symbol), { ...query, return: 'object' }, options),
    ),
  )
}

function present({ symbol, askedAt }: SourceRequest, chart: Chart): Fetched<Prices> {
  const bars = closedBars(chart, askedAt)
  const last = bars.at(-1)?.date
  if (last === undefined) throw unknownSymbol(symbol, 'yahoo')
  const { currency, longName, shortName } = chart.meta
  const age = agePrices(last, askedAt)
  const missing = missingDays(chart)
  return {
    value: {
      symbol,
      name: longName ?? shortName,
      currency: wholeCurrency(currency),
      bars,
      quote: lastTrade(chart, last, askedAt),
    },
    source: 'yahoo',
    asOf: last,
    fetchedAt: new Date().toISOString(),
    freshness: age.freshness,
    notes: [
      ...(missing > 0
        ? [`yahoo: ${missing} day${missing === 1 ? '' : 's'} without prices left out`]
        : []),
      ...age.notes,
    ],
  }
}
