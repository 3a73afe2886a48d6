import type { FrameName } from '../technical/frame-names.ts'
import { framedSeries } from '../technical/frames.ts'
/** Charts for tests, benches and eyes: the same in every run, and unmistakably made up. */
import { samplePrices } from '../technical/sample-prices.ts'
import { seriesOf } from '../technical/series.ts'
import type { Bar } from '../types.ts'
import { priceSpecOf } from './price-spec.ts'
import type { ChartSpec, ComparisonSpec, ConfidenceSpec, Origin, PriceSpec } from './spec.ts'

const origin: Origin = {
  source: 'csv:SMPL.csv',
  asOf: '2020-06-30',
  fetchedAt: '2020-07-01T09:30:00.000Z',
  isDemo: false,
}

export const sampleSpecs: Readonly<Record<string, ChartSpec>> = {
  'five bars': priced(weekdays(400), 5),
  'half a year': priced(weekdays(500), 126),
  'a year': priced(weekdays(700), 252),
  'five years': priced(weekdays(1600), 1260),
  'a thousand bars': thousand(),
  'one candle': priced(weekdays(1), 1),
  flat: priced(weekdays(300).map(flat), 60),
  gaps: priced(withGaps(weekdays(500)), 150),
  'gaps in candles': priced(withGaps(weekdays(500)), 90),
  tiny: priced(
    weekdays(500).map((bar) => scaled(bar, 1e-6)),
    126,
  ),
  huge: priced(
    weekdays(500).map((bar) => scaled(bar, 6500)),
    126,
  ),
  demo: { ...priced(weekdays(500), 126), origin: { ...origin, source: 'demo', isDemo: true } },
  'compare two': compared(2),
  'compare six': compared(6),
  confidence: sampleConfidence(),
  weeks: byFrame('week'),
  months: byFrame('month'),
  'a long name': {
    ...priced(weekdays(500), 126),
    name: 'The Unbelievably Long Holding Company of Sample Industries and Daughters, Limited',
  },
  'a name in other letters': {
    ...priced(weekdays(500), 126),
    name: 'サンプル工業株式会社',
    origin: { ...origin, source: 'csv:सैंपल.csv', isDemo: true },
  },
  'six long names': longNames(),
}

function priced(bars: readonly Bar[], count: number): PriceSpec {
  const window = bars.slice(-count)
  const closes = window.map(({ close }) => close)
  const [low, high] = [Math.min(...closes), Math.max(...closes)]
  const [first, last] = [window[0], window.at(-1)]
  return priceSpecOf({
    origin,
    frame: 'day',
    symbol: 'SMPL',
    name: 'Sample Industries plc',
    currency: 'USD',
    series: seriesOf(bars, window),
    averages: [20, 50, 200],
    hasRsi: true,
    levels: [
      { kind: 'support', price: low + (high - low) * 0.2 },
      { kind: 'resistance', price: low + (high - low) * 0.9 },
    ],
    change:
      first && last && first !== last
        ? { percent: (100 * (last.close - first.close)) / first.close, since: first.date }
        : null,
  })
}

/** All bars as they are, for a renderer that is asked for more than our own series hold. */
function thousand(): PriceSpec {
  const bars = weekdays(1000)
  const column = (value: (bar: Bar) => number) => bars.map(value)
  return {
    ...priced(bars, 5),
    days: bars.map(({ date }) => Date.parse(date) / 86_400_000),
    close: column(({ close }) => close),
    candles: {
      open: column(({ open }) => open),
      high: column(({ high }) => high),
      low: column(({ low }) => low),
    },
    volume: column(({ volume }) => volume),
    averages: [],
    rsi: null,
  }
}

function byFrame(frame: FrameName): PriceSpec {
  const bars = weekdays(1600)
  const series = framedSeries(bars, { frame, period: null, days: [], today: '2020-07-01' })
  const first = priced(bars, 5)
  return priceSpecOf({
    ...first,
    frame,
    series,
    averages: frame === 'week' ? [10, 40] : [10],
    hasRsi: true,
    change: { percent: 12.3, since: '2018-07-02' },
  })
}

function longNames(): ComparisonSpec {
  const six = compared(6)
  const lines = six.lines.map((each, index) => ({ ...each, symbol: `LONGSYMBOL-${index}.KQ` }))
  return { ...six, lines, origin: { ...origin, isDemo: true } }
}

function weekdays(count: number): readonly Bar[] {
  const all = samplePrices(Math.ceil((count * 7) / 5) + 7).bars
  const open = all.filter(({ date }) => ![0, 6].includes(new Date(date).getUTCDay()))
  return open.slice(-count).map((bar, row) => ({
    ...bar,
    open: bar.close - 2.2 * Math.sin(row * 1.3),
    high: Math.max(bar.close, bar.close - 2.2 * Math.sin(row * 1.3)) + Math.abs(Math.sin(row)),
    low: Math.min(bar.close, bar.close - 2.2 * Math.sin(row * 1.3)) - Math.abs(Math.cos(row * 3)),
    volume: 20_000_000 + 14_000_000 * Math.abs(Math.sin(row * 2.1)) + (row % 29 === 0 ? 3e7 : 0),
  }))
}

function flat(bar: Bar): Bar {
  return { ...bar, open: 25, high: 25, low: 25, close: 25, volume: 0 }
}

function scaled(bar: Bar, factor: number): Bar {
  const { open, high, low, close } = bar
  return {
    ...bar,
    open: open * factor,
    high: high * factor,
    low: low * factor,
    close: close * factor,
  }
}

/** Two stretches without trading: five weeks and two months. */
function withGaps(bars: readonly Bar[]): readonly Bar[] {
  const row = bars.length
  return bars.filter(
    (_, at) => !(at > row - 120 && at < row - 80) && !(at > row - 60 && at < row - 35),
  )
}

function compared(count: number): ComparisonSpec {
  const bars = weekdays(252)
  const names = ['SMPL', 'ALPHA.NS', 'BRAVO', 'CHARLIE.L', 'DELTA', 'ECHO']
  const days = bars.map(({ date }) => Date.parse(date) / 86_400_000)
  const lines = names.slice(0, count).map((symbol, index) => ({
    symbol,
    days,
    values: days.map((_, row) =>
      row === 0
        ? 100
        : 100 +
          ((index - 1.2) * row) / 30 +
          6 * Math.sin(row / (17 + 5 * index)) * Math.min(1, row / 20),
    ),
  }))
  return { kind: 'comparison', origin, frame: 'day', lines, start: bars[0]?.date ?? '' }
}

function sampleConfidence(): ConfidenceSpec {
  return {
    kind: 'confidence',
    origin,
    symbol: 'SMPL',
    rating: 'buy',
    confidencePercent: 62.4,
    votes: [
      { analyst: 'technical', score: 0.58 },
      { analyst: 'fundamental', score: -0.21 },
      { analyst: 'sentiment', score: null },
    ],
  }
}
