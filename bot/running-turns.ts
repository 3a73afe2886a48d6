import type { TurnId } from '../core/types.ts'
import type { TurnRun } from './turn-run.ts'

/** The turns that run in this process. */
export interface RunningTurns {
  add(turnId: TurnId, run: TurnRun): void
  remove(run: TurnRun): void
  /** Two for a moment, when one was lost and the next has begun. */
  of(turnId: TurnId): readonly TurnRun[]
  all(): readonly TurnRun[]
}

/** Tells whenever their number changes. */
export function runningTurns(onCount: (count: number) => void): RunningTurns {
  const turnIds = new Map<TurnRun, TurnId>()
  return {
    add(turnId, run) {
      turnIds.set(run, turnId)
      onCount(turnIds.size)
    },
    remove(run) {
      turnIds.delete(run)
      onCount(turnIds.size)
    },
    of: (turnId) => [...turnIds].filter(([, id]) => id === turnId).map(([run]) => run),
    all: () => [...turnIds.keys()],
  }
}
