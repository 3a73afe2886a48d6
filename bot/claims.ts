import type { ClaimedTurn, Scope, TurnStore } from '../core/turn-store.ts'
import type { ThreadId } from '../core/types.ts'

export interface ClaimsDeps {
  readonly turns: Pick<TurnStore, 'claim' | 'releaseAll'>
  /** Names this process in leases. */
  readonly owner: string
  readonly scope: Scope
  readonly leaseMs: number
}

export interface Claim {
  readonly claimed: ClaimedTurn
  /** When it was asked for, by `performance.now()`. */
  readonly askedAt: number
}

/**
 * Claims as many turns as there is room for; none when none wait. A claim may be carried out and its answer lost:
 * before the next one, whatever this process holds beside the threads that it runs is given back.
 */
export function openClaims(
  { turns, owner, scope, leaseMs }: ClaimsDeps,
  runningThreads: () => readonly ThreadId[],
): (most: number) => Promise<readonly Claim[]> {
  let mayHoldMore = false
  return async (most) => {
    if (mayHoldMore) await turns.releaseAll(owner, runningThreads())
    mayHoldMore = true
    const askedAt = performance.now()
    const claims = await turns.claim(owner, leaseMs, { ...scope, most })
    mayHoldMore = false
    return claims.map((claimed) => ({ claimed, askedAt }))
  }
}
