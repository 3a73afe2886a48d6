import type { Freshness } from '../../core/types.ts'

/** From best to worst. */
const order: readonly Freshness[] = ['live', 'closed', 'delayed', 'stale', 'demo']

/** How fresh a thing is that was made of several: as fresh as the worst of them; demo when of none. */
export function worst(parts: readonly Freshness[]): Freshness {
  const ranks = parts.map((part) => order.indexOf(part))
  return order[Math.max(...ranks)] ?? 'demo'
}
