import { AppError } from '../../../core/errors.ts'
import type { Fetched, FiscalYear, Fundamentals, Prices } from '../types.ts'

/** A price that may be set against the accounts, or why there is none. */
export type SharePrice =
  | { readonly price: number; readonly fetched: Fetched<Prices>; readonly note: null }
  | { readonly price: null; readonly fetched: null; readonly note: string }

/**
 * A price over earnings in another currency, of another time or from another world than the price is a
 * wrong number that looks like a right one.
 */
export function sharePrice(
  prices: Fetched<Prices> | AppError,
  accounts: Fetched<Fundamentals>,
  newest: FiscalYear,
): SharePrice {
  if (prices instanceof AppError) return without(`no price (${prices.message})`)
  const { currency, bars } = prices.value
  const reported = accounts.value.currency
  const last = bars.at(-1)
  if (last === undefined) return without('no price')
  if ((prices.freshness === 'demo') !== (accounts.freshness === 'demo'))
    return without(`accounts from ${accounts.source} do not go with prices from ${prices.source}`)
  if (last.date < newest.filedOn)
    return without(`the last price is of ${last.date}, before the accounts of ${newest.filedOn}`)
  if (currency === null || reported === null) return without('the currency is not known')
  if (currency !== reported)
    return without(`the accounts are in ${reported}, the price in ${currency}`)
  return { price: last.close, fetched: prices, note: null }
}

function without(reason: string): SharePrice {
  return { price: null, fetched: null, note: `No valuation ratios: ${reason}.` }
}
