import type { FiscalYear } from '../../types.ts'

/** A jump in the number of shares beyond this is a split or a merger. */
const jump = 1.4

/**
 * Prices are adjusted for splits, accounts are not: a year that was filed before a split counts the old shares. Where
 * the number of shares on the newest cover page shows such a jump against a year's, what that year says of one share
 * is left out, for a split and a merger cannot be told apart by it. Years before the jump stay comparable to nothing
 * and lose theirs too.
 */
export function withoutOldShares(
  years: readonly FiscalYear[],
  outstanding: number | null,
): { readonly years: readonly FiscalYear[]; readonly isCut: boolean } {
  let known = outstanding
  let isCut = false
  const kept = years.map((year) => {
    if (year.shares !== null && known !== null) {
      const change = known / year.shares
      isCut ||= change > jump || change < 1 / jump
      known = year.shares
    }
    return isCut ? withoutShares(year) : year
  })
  return { years: kept, isCut }
}

export function withoutShares(year: FiscalYear): FiscalYear {
  return { ...year, earningsPerShare: null, shares: null, dividendsPerShare: null }
}
