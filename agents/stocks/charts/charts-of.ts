import type { Drawing } from '../../../core/chart.ts'
import type { Brief } from '../../../core/project.ts'
import { type Series, unpackSeries } from '../../../core/series.ts'
import type { Evidence, Finding, Verdict } from '../../../core/types.ts'
import { type Picture, pictureOf } from '../picture.ts'
import { isVoter, weights } from '../recommendation/votes.ts'
import { type FrameName, frameOf } from '../technical/frame-names.ts'
import { aspects } from '../understand/aspects.ts'
import { comparisonAlt, confidenceAlt, priceAlt } from './alt.ts'
import { barsWord } from './bar-words.ts'
import { comparisonSpecOf } from './comparison-spec.ts'
import { isoDay } from './days.ts'
import { namedIn } from './named-in.ts'
import { priceSpecOf } from './price-spec.ts'
import type { Origin, PriceSpec } from './spec.ts'

/** The most lines that one comparison holds. */
const mostLines = 6

/** What is to be seen of a reply: one symbol's price and how sure the rating is, or several prices side by side. */
export function chartsOf(brief: Brief, text: string): readonly Drawing[] {
  const { reading } = brief
  if (reading.answer !== null || !isOfPrices(reading.aspect)) return []
  const seen = seenOf(brief)
  const [only, ...others] = seen
  if (only === undefined) return []
  const frame = frameOf(reading.aspect)
  if (others.length > 0) return comparison(seen.slice(0, mostLines), frame)
  return [...price(only, text, frame), ...(reading.aspect === null ? confidence(only) : [])]
}

/** Nothing of accounts or news is on a price chart. */
function isOfPrices(aspect: string | null): boolean {
  return aspect === null || aspects[aspect]?.analyst === 'technical'
}

interface Seen {
  readonly symbol: string
  readonly series: Series
  readonly picture: Picture
  readonly evidence: Evidence
  readonly findings: readonly Finding[]
  readonly verdict: Verdict | null
}

/** Symbols whose prices are known, in the order of the question. */
function seenOf({ reading, findings, verdicts }: Brief): readonly Seen[] {
  const found = findings.map(({ symbol }) => symbol)
  const symbols = [...new Set([...reading.symbols, ...found])]
  return symbols.flatMap((symbol) => {
    const own = findings.filter((finding) => finding.symbol === symbol)
    const packed = own.find((finding) => finding.series !== undefined)?.series
    const all = own.flatMap((finding) => finding.evidence)
    const evidence = all.find(({ tool }) => tool === 'stocks.prices')
    if (packed === undefined || evidence === undefined) return []
    const series = unpackSeries(packed)
    if (series.days.length === 0) return []
    const verdict = verdicts.find((each) => each.symbol === symbol) ?? null
    return [{ symbol, series, evidence, findings: own, verdict, picture: pictureOf(symbol, all) }]
  })
}

function price(seen: Seen, text: string, frame: FrameName): readonly Drawing[] {
  const { symbol, series, picture, evidence } = seen
  const named = namedIn(text, frame)
  const spec = priceSpecOf({
    origin: { ...originOf([evidence]), ...(frame !== 'day' && { asOf: lastDayOf(series) }) },
    frame,
    symbol,
    name: picture.text('name'),
    currency: symbol.startsWith('^') ? null : (evidence.units['close'] ?? null),
    series,
    averages: named.averages,
    hasRsi: named.hasRsi,
    levels: named.hasLevels ? levelsOf(picture) : [],
    change: frame === 'day' ? changeOf(picture) : changeWithin(series),
  })
  const alt = priceAlt(spec, picture)
  const title = `${symbol}: ${barsWord(frame)}price`
  return [{ kind: 'price', title, alt, sketch: sketchOf(spec.close), spec }]
}

/** Over the period that was asked for. */
function changeOf(picture: Picture): PriceSpec['change'] {
  const [percent, since] = [picture.number('periodChangePercent'), picture.text('periodStart')]
  return percent === null || since === null ? null : { percent, since }
}

/** From the first bar that is drawn to the last: weeks and months show another stretch than the one that was asked for. */
function changeWithin({ days, columns: { close = [] } }: Series): PriceSpec['change'] {
  const [first, last, day] = [close[0], close.at(-1), days[0]]
  if (first == null || last == null || day === undefined || days.length < 2) return null
  return first > 0 ? { percent: 100 * (last / first - 1), since: isoDay(day) } : null
}

/** The running week or month is not drawn yet. */
function lastDayOf({ days }: Series): string {
  return isoDay(days.at(-1) ?? 0)
}

const sketched = 48

/** Evenly taken, the last one among them. */
function sketchOf(column: readonly (number | null)[]): readonly number[] {
  const known = column.filter((value) => value !== null)
  const step = Math.max(1, known.length / sketched)
  const count = Math.min(sketched, known.length)
  return Array.from({ length: count }, (_, index) => {
    const row = known.length - 1 - Math.round((count - 1 - index) * step)
    return known[Math.max(0, row)] ?? 0
  })
}

function levelsOf(picture: Picture) {
  const levels = [
    ['support', picture.number('support1')],
    ['resistance', picture.number('resistance1')],
  ] as const
  return levels.flatMap(([kind, value]) => (value === null ? [] : [{ kind, price: value }]))
}

function comparison(seen: readonly Seen[], frame: FrameName): readonly Drawing[] {
  const origin = originOf(seen.map(({ evidence }) => evidence))
  const spec = comparisonSpecOf(seen, { origin, frame })
  if (spec === null) return []
  const title = `${spec.lines.map(({ symbol }) => symbol).join(', ')} compared`
  return [{ kind: 'comparison', title, alt: comparisonAlt(spec), spec }]
}

function confidence({ symbol, verdict, findings }: Seen): readonly Drawing[] {
  if (verdict === null) return []
  const spec = {
    kind: 'confidence' as const,
    origin: originOf([verdict.evidence, ...findings.flatMap(({ evidence }) => evidence)]),
    symbol,
    rating: verdict.rating,
    confidencePercent: Math.round(verdict.confidence * 100),
    votes: findings
      .filter(isVoter)
      .map(({ analyst, score }) => ({ analyst, score }))
      .toSorted(byAnalyst),
  }
  return [{ kind: 'confidence', title: `${symbol}: confidence`, alt: confidenceAlt(spec), spec }]
}

/** Findings come in any order, and must not show it. */
function byAnalyst(one: { analyst: string }, other: { analyst: string }): number {
  return place(one.analyst) - place(other.analyst)
}

function place(analyst: string): number {
  return Object.keys(weights).indexOf(analyst)
}

/** Several sources are named together; as old as the oldest of them. */
function originOf(evidence: readonly Evidence[]): Origin {
  const gathered = evidence.filter(({ source }) => !source.startsWith('computed'))
  const sources = [...new Set(gathered.map(({ source }) => source))]
  const moments = (of: (each: Evidence) => string) => evidence.map(of).toSorted()
  return {
    source: sources.join(', '),
    asOf: moments(({ asOf }) => asOf)[0] ?? '',
    fetchedAt: moments(({ fetchedAt }) => fetchedAt).at(-1) ?? '',
    isDemo: evidence.some(({ freshness }) => freshness === 'demo'),
  }
}
