import type { Metrics } from '../core/metrics.ts'
import type { Doorbell, TurnStore } from '../core/turn-store.ts'
import type { TurnId } from '../core/types.ts'
import { type Claim, type ClaimsDeps, openClaims } from './claims.ts'
import { onePump } from './pump.ts'
import { runningTurns } from './running-turns.ts'
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
  /** The question of a turn changed: whoever runs it, anywhere, ends it without another word, and it is run anew. */
  loseTurn(turnId: TurnId): void
  /** Takes no more turns, waits for the running ones, and hands over what is not done in time. */
  drain(limitMs: number): Promise<void>
}

/** Sooner than the next poll: the record may be back in a moment, and people wait. */
const retryAfterMs = 200

/** Claims turns while there is room, one thread at a time each, woken by the doorbell and by polling. */
export function turnRunner(deps: RunnerDeps): Runner {
  const running = runningTurns(deps.metrics.turnsRunning)
  const onError = (error: unknown) => deps.logger.error({ err: error }, 'could not claim a turn')
  const pump = onePump(takeAll, onError, retryAfterMs)
  const claim = openClaims(deps, running.all)
  const room = () => deps.concurrency - running.all().length
  const intake = { isOpen: false, stopPolling: () => {}, stopListening: () => {} }
  const tell = (changed: TurnId) => void deps.doorbell.ring(changed)
  return { start, stopTurn, loseTurn: tell, drain }

  function start(): void {
    intake.isOpen = true
    intake.stopPolling = every(deps.pollEveryMs, pump.wake)
    intake.stopListening = deps.doorbell.listen((changed) => {
      if (changed !== undefined) running.of(changed).forEach((run) => run.look())
      pump.wake()
    })
    pump.wake()
  }

  async function takeAll(): Promise<void> {
    while (intake.isOpen && room() > 0) {
      const claims = await claim(room())
      if (claims.length === 0) return
      claims.forEach(begin)
    }
  }

  function begin({ claimed, askedAt }: Claim): void {
    const run = runTurn(deps, claimed, askedAt)
    running.add(claimed.turn.id, run)
    void run.ended.then(() => forget(run))
  }

  function forget(run: TurnRun): void {
    running.remove(run)
    pump.wake()
  }

  async function stopTurn(turnId: TurnId): Promise<'stopped' | 'asked' | null> {
    const answer = await deps.turns.requestStop(turnId)
    if (answer === 'asked') tell(turnId)
    return answer
  }

  async function drain(limitMs: number): Promise<void> {
    intake.isOpen = false
    intake.stopPolling()
    await pump.idle()
    await endedWithin(limitMs, running.all)
    // Others need not wait for their next poll to find what is left.
    await deps.doorbell.ring()
    // Until here: what still runs has to hear what becomes of it.
    intake.stopListening()
  }
}

async function endedWithin(limitMs: number, runs: () => readonly TurnRun[]): Promise<void> {
  const late = setTimeout(() => runs().forEach((run) => run.handOver()), limitMs)
  await Promise.all(runs().map(({ ended }) => ended))
  clearTimeout(late)
}

function every(ms: number, work: () => void): () => void {
  const timer = setInterval(work, ms)
  return () => clearInterval(timer)
}
