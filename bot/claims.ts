import type { ClaimedTurn, Scope, TurnStore } from '../core/turn-store.ts'
import type { ThreadId } from '../core/types.ts'
import type { TurnRun } from './turn-run.ts'

export interface ClaimsDeps {
  readonly turns: Pick<TurnStore, 'claim' | 'releaseAll' | 'releaseGone'>
  /** Names this process in leases. */
  readonly owner: string
  readonly scope: Scope
  readonly leaseMs: number
  /** How often it is asked for turns when nobody rings. */
  readonly pollEveryMs: number
}

export interface Claim {
  readonly claimed: ClaimedTurn
  /** When it was asked for, by `performance.now()`. */
  readonly askedAt: number
}

/**
 * Claims as many turns as there is room for; none when none wait. A claim may be carried out and its answer lost:
 * before the next one, whatever this process holds beside the threads that it runs is given back. About once a poll
 * so is what dead neighbours held.
 */
export function openClaims(
  { turns, owner, scope, leaseMs, pollEveryMs }: ClaimsDeps,
  running: () => readonly Pick<TurnRun, 'threadId' | 'isLastAttempt'>[],
): (most: number) => Promise<readonly Claim[]> {
  let mayHoldMore = false
  let nextLookAt = 0
  return async (most) => {
    if (mayHoldMore) await turns.releaseAll(owner, threadsOf(running()))
    const askedAt = performance.now()
    if (askedAt >= nextLookAt) await lookAround(askedAt)
    mayHoldMore = true
    const mayBeLast = !running().some(({ isLastAttempt }) => isLastAttempt)
    const claims = await turns.claim(owner, leaseMs, { ...scope, most, mayBeLast })
    mayHoldMore = false
    return claims.map((claimed) => ({ claimed, askedAt }))
  }

  async function lookAround(now: number): Promise<void> {
    // Timers are not exact, and every poll is to look.
    nextLookAt = now + pollEveryMs / 2
    await turns.releaseGone()
  }
}

function threadsOf(runs: readonly Pick<TurnRun, 'threadId'>[]): readonly ThreadId[] {
  return runs.map(({ threadId }) => threadId)
}
