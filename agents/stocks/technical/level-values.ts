import type { levelFacts } from '../facts.ts'
import { at, columnsOf } from '../indicators/columns.ts'
import { swingPrices } from '../indicators/swings.ts'
import { typicalPrice } from '../indicators/typical-price.ts'
import type { Bar } from '../types.ts'
import { valueOf, type Values } from './values.ts'

export type LevelValues = Values<keyof typeof levelFacts>

/** A week on either side makes a turn. */
const swingReach = 5

/**
 * Where the year's prices turned, nearest first: below the close they support it, above they resist, for a level
 * that was broken changes sides. The pivot is the last day's (high + low + close) / 3.
 */
export function levelValues(
  year: readonly Bar[],
  last: Bar,
  averageRange: number | null,
): LevelValues {
  const columns = columnsOf(year)
  const turns = swingPrices(columns, swingReach)
  const apart = averageRange ?? 0
  const below = turns.filter((price) => price < last.close).toSorted((a, b) => b - a)
  const above = turns.filter((price) => price > last.close).toSorted((a, b) => a - b)
  const [support1, support2] = nearestTwo(below, apart)
  const [resistance1, resistance2] = nearestTwo(above, apart)
  return {
    support1: valueOf(support1),
    support2: valueOf(support2),
    resistance1: valueOf(resistance1),
    resistance2: valueOf(resistance2),
    pivot: valueOf(at(typicalPrice(columns), columns.length - 1)),
  }
}

/** Two turns within a day's usual range of each other are one level. */
function nearestTwo(prices: readonly number[], apart: number): readonly (number | undefined)[] {
  const [first] = prices
  return [first, prices.find((price) => first !== undefined && Math.abs(price - first) > apart)]
}
