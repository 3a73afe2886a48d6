import type { Signal } from '../../../core/types.ts'
import { facts, type indicatorFacts, type priceFacts } from '../facts.ts'
import { withMinus } from '../format.ts'

export type ChartFact = keyof typeof priceFacts | keyof typeof indicatorFacts
export type ChartValues = Readonly<Partial<Record<ChartFact, number | string | null>>>

/** The numbers rounded as a person is shown them: a difference that cannot be seen in them is no signal. */
export type Seen = Readonly<Partial<Record<ChartFact, number>>>

/** Null where a number is missing. */
export type Read = (seen: Seen) => Pick<Signal, 'reading' | 'direction'> | null

export function seenOf(values: ChartValues): Seen {
  const rounded = Object.entries(values).flatMap(([name, value]) => {
    return typeof value === 'number' ? [[name, Number(value.toFixed(digitsOf(name)))]] : []
  })
  return Object.fromEntries(rounded)
}

const sides = { 1: 'above', 0: 'level with', [-1]: 'below' }

/** Above the line is bullish, below it bearish. */
export function against(name: ChartFact, line: ChartFact): Read {
  return (seen) => {
    const [value, limit] = [seen[name], seen[line]]
    if (value === undefined || limit === undefined) return null
    return {
      reading: `${told(name, value)}, ${sides[directionOf(value - limit)]} the ${told(line, limit)}`,
      direction: directionOf(value - limit),
    }
  }
}

/** A week that closed between its averages says nothing. */
export function besideBoth(seen: Seen): ReturnType<Read> {
  const short = against('weeklyClose', 'weeklySma10')(seen)
  const long = against('weeklyClose', 'weeklySma40')(seen)
  const line = seen.weeklySma40
  if (short === null || long === null || line === undefined) return null
  const isAgreed = short.direction === long.direction
  return {
    reading: `${short.reading}, ${sides[long.direction]} the ${told('weeklySma40', line)}`,
    direction: isAgreed ? long.direction : 0,
  }
}

/** A move that is larger than `least` is followed; a smaller one says nothing. */
export function beyond(name: ChartFact, least: number): Read {
  return (seen) => {
    const value = seen[name]
    if (value === undefined) return null
    const direction = Math.abs(value) <= least ? 0 : directionOf(value)
    const way = { 1: 'clearly positive', 0: 'near zero', [-1]: 'clearly negative' }[direction]
    return { reading: `${told(name, value)}, ${way}`, direction }
  }
}

/** An oscillator at its low end is oversold and bullish, at its high end overbought and bearish. */
export function extremes(name: ChartFact, low: number, high: number): Read {
  return (seen) => {
    const value = seen[name]
    if (value === undefined) return null
    if (value <= low) return { reading: `${told(name, value)}, oversold`, direction: 1 }
    if (value >= high) return { reading: `${told(name, value)}, overbought`, direction: -1 }
    return { reading: `${told(name, value)}, neutral`, direction: 0 }
  }
}

/** Which way a trend goes counts only where there is one. */
export function trendStrength(strong: number): Read {
  return ({ adx14, plusDi14, minusDi14 }) => {
    if (adx14 === undefined || plusDi14 === undefined || minusDi14 === undefined) return null
    const both = `${told('plusDi14', plusDi14)} and ${told('minusDi14', minusDi14)}`
    const direction = adx14 < strong ? 0 : directionOf(plusDi14 - minusDi14)
    const trend = {
      1: 'a strong upward trend',
      0: 'no clear trend',
      [-1]: 'a strong downward trend',
    }
    return { reading: `${told('adx14', adx14)}, ${trend[direction]} (${both})`, direction }
  }
}

/** Outside its bands a price tends to come back. */
export function placeInBands({ close, bollingerUpper, bollingerLower }: Seen): ReturnType<Read> {
  if (close === undefined || bollingerUpper === undefined || bollingerLower === undefined)
    return null
  const at = told('close', close)
  if (close > bollingerUpper) {
    return { reading: `${at}, above the ${told('bollingerUpper', bollingerUpper)}`, direction: -1 }
  }
  if (close < bollingerLower) {
    return { reading: `${at}, below the ${told('bollingerLower', bollingerLower)}`, direction: 1 }
  }
  return { reading: `${at}, inside the Bollinger bands`, direction: 0 }
}

/** Prices near their 52-week high tended to go on rising (George and Hwang 2004), those near their low to go on falling. */
export function placeInYear(nearPercent: number): Read {
  return ({ belowHigh52wPercent: below, aboveLow52wPercent: above }) => {
    if (below === undefined || above === undefined) return null
    const fromHigh = shown('belowHigh52wPercent', below)
    const fromLow = shown('aboveLow52wPercent', above)
    const reading = `${fromHigh} below the 52-week high and ${fromLow} above the 52-week low`
    return {
      reading,
      direction: directionOf(Number(below <= nearPercent) - Number(above <= nearPercent)),
    }
  }
}

/** A move on busy trading is followed; on an ordinary day it says nothing. */
export function volumeBehindTheDay(busy: number): Read {
  return ({ volumeRatio20, changePercent }) => {
    if (volumeRatio20 === undefined || changePercent === undefined) return null
    const reading = `${told('volumeRatio20', volumeRatio20)}, ${told('changePercent', changePercent)}`
    return { reading, direction: volumeRatio20 < busy ? 0 : directionOf(changePercent) }
  }
}

function told(name: ChartFact, value: number): string {
  return `${facts[name]?.label ?? name} at ${shown(name, value)}`
}

function shown(name: ChartFact, value: number): string {
  const text = withMinus(value.toFixed(digitsOf(name)))
  return `${text}${facts[name]?.unit === 'percent' ? '%' : ''}`
}

function digitsOf(name: string): number {
  return facts[name]?.digits ?? 0
}

function directionOf(value: number): Signal['direction'] {
  if (value === 0) return 0
  return value > 0 ? 1 : -1
}
