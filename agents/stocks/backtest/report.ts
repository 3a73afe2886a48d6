import type { BacktestAsked } from './asked.ts'
import type { Backtest } from './backtest.ts'
import type { HitRate, Measures } from './measures.ts'

/** How a terminal marks words; a file marks none. */
export interface Marks {
  readonly strong: (text: string) => string
  readonly faint: (text: string) => string
}

export function reportOn(test: Backtest, { strong, faint }: Marks): string {
  const { symbol, first, last, tradingDays, source, isDemo } = test
  const title = `${symbol}, ${first} to ${last}, ${tradingDays} trading days, ${source}`
  return [
    strong(title),
    ...(isDemo ? [strong('Demo data: synthetic, says nothing about the real company.')] : []),
    '',
    grid(comparison(test)),
    '',
    ...ratingLines(test),
    ...test.hitRates.map((rate) => hitLine(rate, test)),
    faint(basisOf(test)),
  ].join('\n')
}

/** What all of them rest on, and what they cannot say. */
export function assumptions({ everyDays, costBasisPoints }: BacktestAsked): string {
  return [
    `A rating every ${everyDays} trading days, made at the close and followed at the next open: in the share after a buy, out after a sell, as before after a hold.`,
    `Each purchase and sale costs ${costBasisPoints / 100}% of its amount; cash earns nothing; dividends and taxes are not counted, and the market is large enough to trade in.`,
    'Only symbols that you chose and that still have prices are tested, which flatters every result.',
    'Past results do not predict future ones. Information, not investment advice.',
  ].join('\n')
}

function comparison({ followed, bought, market }: Backtest): readonly (readonly string[])[] {
  const columns: readonly Measures[] = [followed, bought, ...(market === null ? [] : [market])]
  const row = (name: string, value: (of: Measures) => number | null) => [
    name,
    ...columns.map((each) => signed(value(each))),
  ]
  const rest = columns.slice(2).map(() => '')
  return [
    ['', 'recommendation', 'buy and hold', ...(market === null ? [] : [market.symbol])],
    row('return', ({ returnPercent }) => returnPercent),
    row('a year', ({ yearlyPercent }) => yearlyPercent),
    row('largest drawdown', ({ drawdownPercent }) => -drawdownPercent),
    ['purchases and sales', String(followed.trades), '1', ...rest],
    ['days in the share', `${followed.heldPercent.toFixed(0)}%`, '100%', ...rest],
  ]
}

const order = ['strong buy', 'buy', 'hold', 'sell', 'strong sell']

function ratingLines({ ratings }: Backtest): readonly string[] {
  const counts = order.map((name) => [name, ratings.filter(({ rating }) => rating === name).length])
  const told = counts.filter(([, count]) => count !== 0).map(([name, count]) => `${name} ${count}`)
  return [`ratings: ${told.join(', ') || 'none, for want of history'}`]
}

function hitLine({ horizonDays, scored, hits, averageExcess }: HitRate, { market }: Backtest) {
  const after = `after ${horizonDays} trading days`
  if (averageExcess === null) return `${after}: nothing to score`
  const share = ((100 * hits) / scored).toFixed(0)
  return `${after}: ${share}% of ${scored} buys and sells came true against ${market?.symbol}, ${signed(averageExcess)} on average`
}

function basisOf({ usesAccounts, market }: Backtest): string {
  const accounts = usesAccounts
    ? 'Rated by the chart and the accounts filed by each day; there are no headlines of the past.'
    : 'Rated by the chart alone: the source has no filing dates of accounts, and no headlines of the past.'
  const index = market === null ? ' There was no index to compare with.' : ''
  return `${accounts}${index} The windows of the hits overlap, so they count for less than their number.`
}

function signed(value: number | null): string {
  if (value === null) return '–'
  const text = Math.abs(value).toFixed(1)
  if (text === '0.0') return '0.0%'
  return `${value < 0 ? '−' : '+'}${text}%`
}

function grid(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((cells) => cells[column]?.length ?? 0)),
  )
  const padded = (cell: string, column: number) => {
    const width = widths[column] ?? 0
    return column === 0 ? cell.padEnd(width) : cell.padStart(width)
  }
  return rows.map((cells) => cells.map(padded).join('   ').trimEnd()).join('\n')
}
