import { type ClaimedTurn, mostAttempts, type Scope, type TurnStore } from '../core/turn-store.ts'
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

type Running = Pick<TurnRun, 'threadId' | 'attempt'>

/**
 * Claims as many turns as there is room for; none when none wait. A claim may be carried out and its answer lost:
 * before the next one, whatever this process holds beside the threads that it runs is given back. About once a poll
 * so is what dead neighbours held.
 */
export function openClaims(
  { turns, owner, scope, leaseMs, pollEveryMs }: ClaimsDeps,
  running: () => readonly Running[],
): (most: number) => Promise<readonly Claim[]> {
  let mayHoldMore = false
  let nextLookAt = 0
  return async (most) => {
    if (mayHoldMore) await turns.releaseAll(owner, threadsOf(running()))
    const askedAt = performance.now()
    if (askedAt >= nextLookAt) await lookAround(askedAt)
    mayHoldMore = true
    const claims = await turns.claim(owner, leaseMs, { ...scope, most, ...beside(running()) })
    mayHoldMore = false
    return claims.map((claimed) => ({ claimed, askedAt }))
  }

  async function lookAround(now: number): Promise<void> {
    // Timers are not exact, and every poll is to look.
    nextLookAt = now + pollEveryMs / 2
    await turns.releaseGone()
  }
}

/** One on its last attempt is kept apart from all that were tried before: each may be what killed the others. */
function beside(runs: readonly Running[]): Pick<Scope, 'except' | 'triedAtMost'> {
  const except = threadsOf(runs)
  const attempts = Math.max(1, ...runs.map(({ attempt }) => attempt))
  if (attempts >= mostAttempts) return { except, triedAtMost: 0 }
  return attempts > 1 ? { except, triedAtMost: mostAttempts - 2 } : { except }
}

function threadsOf(runs: readonly Running[]): readonly ThreadId[] {
  return runs.map(({ threadId }) => threadId)
}
