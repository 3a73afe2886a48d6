import { AppError } from '../core/errors.ts'
import type { Logger } from '../core/logger.ts'
import { traced } from '../core/tracing.ts'
import type { ClaimedTurn, TurnStore } from '../core/turn-store.ts'
import type { Conversation } from './conversation.ts'
import type { TurnEvents } from './turn-events.ts'

export interface TurnRunDeps {
  readonly turns: TurnStore
  readonly conversation: Conversation
  readonly events: TurnEvents
  readonly logger: Logger
  readonly leaseMs: number
  /** The longest one turn may take. */
  readonly turnLimitMs: number
}

/** One claimed turn on its way to its end. */
export interface TurnRun {
  /** Never rejects. */
  readonly ended: Promise<void>
  /** Ends the answer, visibly. */
  stop(): void
  /** Lets go of the turn, for another replica to take up. */
  handOver(): void
}

/** Runs a turn under its lease, which is renewed until the turn has ended. */
export function runTurn(deps: TurnRunDeps, claimed: ClaimedTurn): TurnRun {
  const stop = new AbortController()
  const leave = new AbortController()
  return {
    ended: run(deps, claimed, { stop, leave }),
    stop: () => stop.abort(new AppError('stopped', 'the person stopped it')),
    handOver: () => leave.abort(new AppError('unavailable', 'the turn is handed over')),
  }
}

interface Controls {
  readonly stop: AbortController
  readonly leave: AbortController
}

async function run(deps: TurnRunDeps, claimed: ClaimedTurn, controls: Controls): Promise<void> {
  const startedAt = performance.now()
  const timedOut = new AppError('timeout', 'the turn took too long')
  const limit = setTimeout(() => controls.stop.abort(timedOut), deps.turnLimitMs)
  const heartbeat = setInterval(() => void beat(deps, claimed, controls), deps.leaseMs / 3)
  try {
    const outcome = await converse(deps, claimed, controls)
    deps.events.ended(claimed, { outcome, tookMs: Math.round(performance.now() - startedAt) })
  } catch (error) {
    deps.events.interrupted(claimed, error)
    await giveBack(deps, claimed, controls.leave.signal)
  } finally {
    clearTimeout(limit)
    clearInterval(heartbeat)
  }
}

function converse({ conversation }: TurnRunDeps, claimed: ClaimedTurn, { stop, leave }: Controls) {
  const { id, message } = claimed.turn
  return traced('turn', { 'hub.turn': id, 'hub.channel': message.channel }, () =>
    conversation.run(claimed, { stop: stop.signal, leave: leave.signal }),
  )
}

async function beat(deps: TurnRunDeps, { lease }: ClaimedTurn, { stop, leave }: Controls) {
  try {
    const isStopAsked = await deps.turns.renew(lease, deps.leaseMs)
    if (isStopAsked) stop.abort(new AppError('stopped', 'the person stopped it'))
  } catch (error) {
    if (isLeaseLost(error)) leave.abort(error)
    else deps.logger.warn({ err: error }, 'could not renew a lease')
  }
}

/** Tries again later; a turn whose lease was lost is somebody else's to try. */
async function giveBack(
  { turns, logger }: TurnRunDeps,
  { lease, turn, attempt }: ClaimedTurn,
  leave: AbortSignal,
): Promise<void> {
  if (leave.aborted && isLeaseLost(leave.reason)) return
  try {
    if (leave.aborted) await turns.handOver(lease, turn.id)
    else await turns.postpone(lease, turn.id, Math.min(250 * 4 ** attempt, 10_000))
  } catch (error) {
    // The lease runs out by itself, and the turn is then taken up again.
    logger.warn({ err: error, turnId: turn.id }, 'could not give a turn back')
  }
}

function isLeaseLost(error: unknown): boolean {
  return AppError.from(error).code === 'conflict'
}
