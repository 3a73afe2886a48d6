import type { Bar } from '../../types.ts'
import { addDays, type Day, daysBetween } from '../day.ts'
import type { Listing } from './listings.ts'
import { normal, seeded } from './random.ts'

/** The first day of every invented series, a Monday. */
const epoch: Day = '2012-01-02'

/** Days from the epoch to the day on which a price is about the one in the list. */
const anchor = daysBetween(epoch, '2026-01-02')

const shownDays = 3 * 366

/** Walks each series once a day. */
export function demoSeries(): typeof barsBefore {
  const walked = new Map<string, { readonly today: Day; readonly bars: readonly Bar[] }>()
  return (listing, today) => {
    const known = walked.get(listing.symbol)
    if (known?.today === today) return known.bars
    const bars = barsBefore(listing, today)
    walked.set(listing.symbol, { today, bars })
    return bars
  }
}

/**
 * About three years of weekdays that end before `today`. A day's bar is the same whenever one asks:
 * every series is walked from the epoch, with a fixed number of draws a day.
 */
function barsBefore(listing: Listing, today: Day): readonly Bar[] {
  const end = daysBetween(epoch, today)
  const bars: Bar[] = []
  const market = seeded('market')
  const own = seeded(listing.symbol)
  let walk: Walk = { deviation: 0, close: priceOn(listing, 0, 0) }
  for (let day = 0; day < end; day += 1) {
    if (day % 7 >= 5) continue
    const draws = drawsOf(market, own)
    const next = step(walk, listing, day, draws)
    if (day >= end - shownDays)
      bars.push({ date: addDays(epoch, day), ...pricesOf(walk, next, listing, draws) })
    walk = next
  }
  return bars
}

interface Walk {
  /** How far the logarithm of the price is from its trend. */
  readonly deviation: number
  readonly close: number
}

interface Draws {
  readonly market: number
  readonly own: number
  readonly gap: number
  readonly above: number
  readonly below: number
  readonly volume: number
}

function drawsOf(market: () => number, own: () => number): Draws {
  const shared = normal(market)
  return {
    market: shared,
    own: normal(own),
    gap: normal(own),
    above: own(),
    below: own(),
    volume: normal(own),
  }
}

/** The pull that keeps a price near its trend: half of a deviation is gone after about a year. */
const reversion = 0.0027

const dayShare = 1 / Math.sqrt(252)

/** An index is the market; a company follows it half the way and goes its own way for the rest. */
function step({ deviation }: Walk, listing: Listing, day: number, { market, own }: Draws): Walk {
  const follow = listing.company === undefined ? 0.97 : 0.55
  const shock = follow * market + Math.sqrt(1 - follow ** 2) * own
  const next = deviation * (1 - reversion) + listing.volatility * dayShare * shock
  return { deviation: next, close: priceOn(listing, day, next) }
}

function priceOn({ price, growth }: Listing, day: number, deviation: number): number {
  const years = (day - anchor) / 365.25
  return price * Math.exp(Math.log1p(growth) * years + deviation)
}

function pricesOf({ close: before }: Walk, { close }: Walk, listing: Listing, draws: Draws) {
  const spread = listing.volatility * dayShare
  const open = before * Math.exp(0.3 * spread * draws.gap)
  const high = Math.max(open, close) * (1 + 0.5 * spread * draws.above)
  const low = Math.min(open, close) * (1 - 0.5 * spread * draws.below)
  const shares = (listing.company?.shares ?? 4000) * 1e6
  const volume = Math.round(shares * 0.004 * Math.exp(0.35 * draws.volume))
  return {
    open: round(open),
    high: round(high),
    low: round(low),
    close: round(close),
    volume,
  }
}

/** Two decimals, four below ten. */
function round(price: number): number {
  return Number(price.toFixed(price < 10 ? 4 : 2))
}
