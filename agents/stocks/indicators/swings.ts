import { at, type Columns } from './columns.ts'
import { rollingMax, rollingMin } from './rolling.ts'

/**
 * Prices at which the market turned: highs and lows that no bar within `reach` rows on either side went beyond.
 * The last `reach` rows cannot have turned yet, for nobody knows what follows them.
 */
export function swingPrices({ high, low, length }: Columns, reach: number): readonly number[] {
  const window = 2 * reach + 1
  const highest = rollingMax(high, window)
  const lowest = rollingMin(low, window)
  const prices: number[] = []
  for (let row = reach; row < length - reach; row += 1) {
    if (at(high, row) === at(highest, row + reach)) prices.push(at(high, row))
    if (at(low, row) === at(lowest, row + reach)) prices.push(at(low, row))
  }
  return prices
}
