import type { Evidence, Stake } from '../../../core/types.ts'

/** What a verdict can be held to later; nothing where it was made without a price. */
export function stakeOf({ values, units, asOf, freshness }: Evidence): Stake | undefined {
  const { score, close } = values
  const isPriced = typeof close === 'number' && Number.isFinite(close) && close > 0
  if (!isPriced || typeof score !== 'number') return undefined
  const unit = units['close'] ?? null
  return {
    score,
    price: close,
    currency: unit === 'currency' ? null : unit,
    calledOn: asOf.slice(0, 10),
    isDemo: freshness === 'demo',
  }
}
