import type { FactName, Picture } from '../picture.ts'
import { known, paragraph } from '../sentence.ts'
import type { Subject } from './subject.ts'

/** What the chart says: trend, momentum, what stands in the way. */
export function chartText(subject: Subject): string | null {
  return paragraph([
    trend(subject),
    weeklyTrend(subject),
    momentum(subject),
    strength(subject),
    volume(subject),
    levels(subject),
  ])
}

export function trend({ picture, say }: Subject): string | null {
  const short = picture.shown('sma50')
  const long = picture.shown('sma200')
  const sides = [sideOf(picture, 'sma50'), sideOf(picture, 'sma200')].join(' and ')
  return say('trend', trends[sides]?.(short, long) ?? []) ?? onlyLong(picture, short, long)
}

/** Whether the weeks go the same way. */
function weeklyTrend({ picture }: Subject): string | null {
  return known`The last full week closed at ${picture.shown('weeklyClose')}, ${weeklySides(picture)}.`
}

/** `above its 10-week average ($170.20) but below the 40-week average ($175.60)` */
export function weeklySides(picture: Picture): string | null {
  const near = sideOf(picture, 'weeklySma10', 'weeklyClose')
  const far = sideOf(picture, 'weeklySma40', 'weeklyClose')
  const long = known`the 40-week average (${picture.shown('weeklySma40')})`
  const short = known`${near} its 10-week average (${picture.shown('weeklySma10')})`
  return near === far ? known`${short} and ${long}` : (known`${short} but ${far} ${long}` ?? short)
}

export function momentum({ picture, say }: Subject): string | null {
  const zone = zoneOf(picture.number('rsi14'))
  const rsi = picture.shown('rsi14')
  const side = signOf(picture.number('macdHistogram'))
  const joined = zone !== null && side !== null && zone.lean * side.lean < 0 ? 'while' : 'and'
  const full = say('momentum', [
    known`Momentum is ${zone?.word ?? null}, RSI 14 at ${rsi}, ${joined} MACD runs ${side?.word ?? null} its signal line.`,
    known`RSI 14 at ${rsi} is ${zone?.word ?? null}, ${joined} MACD stands ${side?.word ?? null} its signal line.`,
  ])
  return full ?? known`RSI 14 at ${rsi} is ${zone?.word ?? null}.`
}

/** How it went beside its market. */
export function strength({ picture }: Subject): string | null {
  const lead = picture.number('marketStrengthPercent')
  if (lead === null) return null
  const side = lead < 0 ? 'behind' : 'ahead of'
  const points = picture.size('marketStrengthPercent')?.replace('%', ' percentage points') ?? null
  return known`Over six months it is ${points} ${side} its index.`
}

/** Only where it says something: an ordinary day's volume is no news. */
function volume({ picture, say }: Subject): string | null {
  const ratio = picture.number('volumeRatio20')
  const shown = picture.shown('volumeRatio20')
  if (ratio === null || (ratio > 0.6 && ratio < 1.5)) return null
  const word = ratio >= 1.5 ? 'heavy' : 'thin'
  return say('volume', [
    known`Volume was ${word}, ${shown} times its 20-day average.`,
    known`Trading was ${word} at ${shown} times the 20-day average.`,
  ])
}

export function levels(subject: Subject): string | null {
  const { picture, say } = subject
  const support = picture.shown('support1')
  const resistance = picture.shown('resistance1')
  const both = say('levels', [
    known`Support waits at ${support}, resistance at ${resistance}.`,
    known`The nearest support is ${support}, the nearest resistance ${resistance}.`,
  ])
  if (both !== null) return both
  return paragraph([
    known`The nearest support is ${support}.` ?? noLevel(picture, 'support1'),
    known`The nearest resistance is ${resistance}.` ?? noLevel(picture, 'resistance1'),
  ])
}

/** Looked for and not found is an answer too: a price beyond all turns of its year. */
function noLevel(picture: Picture, level: 'support1' | 'resistance1'): string | null {
  const found = picture.evidence.find(({ tool }) => tool === 'stocks.levels')
  if (found?.values[level] !== null) return null
  return level === 'support1'
    ? 'Below the price there is no support: nowhere within the year did it turn at a lower price.'
    : 'Above the price there is no resistance: nowhere within the year did it turn at a higher price.'
}

type Side = 'above' | 'below'

export function sideOf(picture: Picture, level: FactName, of: FactName = 'close'): Side | null {
  const close = picture.number(of)
  const value = picture.number(level)
  if (close === null || value === null) return null
  return close >= value ? 'above' : 'below'
}

type Ways = (short: string | null, long: string | null) => readonly (string | null)[]

/** By the side of the 50-day and of the 200-day average that the price is on. */
const trends: Readonly<Record<string, Ways>> = {
  'above and above': (short, long) => [
    known`The trend points up: the price holds above its 50-day average (${short}) and its 200-day average (${long}).`,
    known`The price trades above both its 50-day (${short}) and its 200-day average (${long}), the shape of an uptrend.`,
  ],
  'below and below': (short, long) => [
    known`The trend points down: the price sits below its 50-day average (${short}) and its 200-day average (${long}).`,
    known`The price trades below both its 50-day (${short}) and its 200-day average (${long}), the shape of a downtrend.`,
  ],
  'below and above': (short, long) => [
    known`The long trend is intact, with the price above its 200-day average (${long}), but it has slipped under the 50-day (${short}).`,
    known`A pause in a longer rise: the price is under its 50-day average (${short}), yet above the 200-day (${long}).`,
  ],
  'above and below': (short, long) => [
    known`A recovery inside a weak long trend: the price is back over its 50-day average (${short}), yet under the 200-day (${long}).`,
    known`The price has climbed over its 50-day average (${short}), but the 200-day (${long}) still lies overhead.`,
  ],
}

/** `down`, by the sides of the 50-day and the 200-day average that the price is on; null where either is missing. */
export function trendWord(picture: Picture): string | null {
  const [short, long] = [sideOf(picture, 'sma50'), sideOf(picture, 'sma200')]
  return trendWords[`${short} and ${long}`] ?? null
}

const trendWords: Readonly<Record<string, string>> = {
  'above and above': 'up',
  'below and below': 'down',
  'below and above': 'up, pausing',
  'above and below': 'down, recovering',
}

function onlyLong(picture: Picture, short: string | null, long: string | null): string | null {
  return (
    known`The price is ${sideOf(picture, 'sma200')} its 200-day average (${long}).` ??
    known`The price is ${sideOf(picture, 'sma50')} its 50-day average (${short}).`
  )
}

interface Lean {
  readonly word: string
  readonly lean: -1 | 0 | 1
}

/** Wilder's bands at 70 and 30, with the neutral middle between 45 and 55. */
function zoneOf(rsi: number | null): Lean | null {
  if (rsi === null) return null
  if (rsi >= 70) return { word: 'overbought', lean: 1 }
  if (rsi >= 55) return { word: 'firm', lean: 1 }
  if (rsi > 45) return { word: 'neutral', lean: 0 }
  if (rsi > 30) return { word: 'soft', lean: -1 }
  return { word: 'oversold', lean: -1 }
}

function signOf(histogram: number | null): Lean | null {
  if (histogram === null) return null
  return histogram >= 0 ? { word: 'above', lean: 1 } : { word: 'below', lean: -1 }
}
