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
 * Claims one turn at a time; null when there is none. A claim may be carried out and its answer lost: before the
 * next one, whatever this process holds beside the threads that it runs is given back.
 */
export function openClaims(
  { turns, owner, scope, leaseMs }: ClaimsDeps,
  runningThreads: () => readonly ThreadId[],
): () => Promise<Claim | null> {
  let mayHoldMore = false
  return async () => {
    if (mayHoldMore) await turns.releaseAll(owner, runningThreads())
    mayHoldMore = true
    const askedAt = performance.now()
    const claimed = await turns.claim(owner, leaseMs, scope)
    mayHoldMore = false
    return claimed && { claimed, askedAt }
  }
}
