import type { Metrics } from '../core/metrics.ts'
import type { Doorbell, TurnStore } from '../core/turn-store.ts'
import type { TurnId } from '../core/types.ts'
import { type Claim, type ClaimsDeps, openClaims } from './claims.ts'
import { onePump } from './pump.ts'
import { runTurn, type TurnRun, type TurnRunDeps } from './turn-run.ts'

export interface RunnerDeps extends TurnRunDeps, ClaimsDeps {
  readonly turns: TurnStore
  readonly doorbell: Doorbell
  readonly metrics: Metrics
  /** How many turns may run here at once. */
  readonly concurrency: number
  readonly pollEveryMs: number
}

export interface Runner {
  start(): void
  /** Stops a turn wherever it runs. Null when there is no such unfinished turn. */
  stopTurn(turnId: TurnId): Promise<'stopped' | 'asked' | null>
  /** Takes no more turns, waits for the running ones, and hands over what is not done in time. */
  drain(limitMs: number): Promise<void>
}

/** Claims turns while there is room, one thread at a time each, woken by the doorbell and by polling. */
export function turnRunner(deps: RunnerDeps): Runner {
  const running = new Map<TurnId, TurnRun>()
  const pump = onePump(takeAll, (error) =>
    deps.logger.error({ err: error }, 'could not claim a turn'),
  )
  const claim = openClaims(deps, () => [...running.values()].map(({ threadId }) => threadId))
  const intake = { isOpen: false, close: () => {} }
  return { start, stopTurn, drain }

  function start(): void {
    intake.isOpen = true
    const unlisten = deps.doorbell.listen(pump.wake)
    const poll = setInterval(pump.wake, deps.pollEveryMs)
    intake.close = () => {
      intake.isOpen = false
      unlisten()
      clearInterval(poll)
    }
    pump.wake()
  }

  async function takeAll(): Promise<void> {
    while (intake.isOpen && running.size < deps.concurrency) {
      const claims = await claim(deps.concurrency - running.size)
      if (claims.length === 0) return
      claims.forEach(begin)
    }
  }

  function begin({ claimed, askedAt }: Claim): void {
    const run = runTurn(deps, claimed, askedAt)
    running.set(claimed.turn.id, run)
    deps.metrics.turnsRunning(running.size)
    void run.ended.then(() => forget(claimed.turn.id))
  }

  function forget(turnId: TurnId): void {
    running.delete(turnId)
    deps.metrics.turnsRunning(running.size)
    pump.wake()
  }

  async function stopTurn(turnId: TurnId): Promise<'stopped' | 'asked' | null> {
    const answer = await deps.turns.requestStop(turnId)
    if (answer === 'asked') running.get(turnId)?.stop()
    return answer
  }

  async function drain(limitMs: number): Promise<void> {
    intake.close()
    await pump.idle()
    const late = setTimeout(() => running.forEach((run) => run.handOver()), limitMs)
    await Promise.all([...running.values()].map(({ ended }) => ended))
    clearTimeout(late)
  }
}
