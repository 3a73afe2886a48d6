import { AppError } from '../core/errors.ts'
import type { Logger } from '../core/logger.ts'
import { traced } from '../core/tracing.ts'
import type { ClaimedTurn, Lease, TurnStore } from '../core/turn-store.ts'
import type { ThreadId, TurnId } from '../core/types.ts'
import type { Conversation } from './conversation.ts'
import type { Right } from './held-channel.ts'
import { type HeldLease, heldLease, isLeaseLost } from './held-lease.ts'
import { putRight } from './late-calls.ts'
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
  readonly threadId: ThreadId
  /** 1 the first time. */
  readonly attempt: number
  /** Never rejects. */
  readonly ended: Promise<void>
  /** Lets go of the turn, for another replica to take up. */
  handOver(): void
  /** Something became of it elsewhere: looks at once whether it is to go on. */
  look(): void
}

/** Runs a turn under its lease, which was asked for at that moment and is renewed until the turn has ended. */
export function runTurn(deps: TurnRunDeps, claimed: ClaimedTurn, askedAt: number): TurnRun {
  const stop = new AbortController()
  const leave = new AbortController()
  const onStopAsked = () => stop.abort(new AppError('stopped', 'the person stopped it'))
  const held = heldLease(deps.turns, claimed.lease, {
    leaseMs: deps.leaseMs,
    askedAt,
    onStopAsked,
    onLost: (error) => leave.abort(error),
    onTrouble: (error) => deps.logger.warn({ err: error }, 'could not renew a lease'),
  })
  return {
    threadId: claimed.turn.threadId,
    attempt: claimed.attempt,
    ended: run(deps, claimed, { stop, leave, held }),
    handOver: () => leave.abort(new AppError('unavailable', 'the turn is handed over')),
    look: held.look,
  }
}

interface Controls {
  readonly stop: AbortController
  readonly leave: AbortController
  readonly held: HeldLease
}

async function run(deps: TurnRunDeps, claimed: ClaimedTurn, controls: Controls): Promise<void> {
  const startedAt = performance.now()
  const timedOut = new AppError('timeout', 'the turn took too long')
  const limit = setTimeout(() => controls.stop.abort(timedOut), deps.turnLimitMs)
  try {
    const outcome = await converse(deps, claimed, controls)
    deps.events.ended(claimed, { outcome, tookMs: Math.round(performance.now() - startedAt) })
  } catch (error) {
    deps.events.interrupted(claimed, error)
    await giveBack(deps, claimed, controls.leave.signal)
  } finally {
    clearTimeout(limit)
    controls.held.letGo()
  }
}

function converse(deps: TurnRunDeps, claimed: ClaimedTurn, controls: Controls) {
  const { id, message } = claimed.turn
  const { signal: stop } = controls.stop
  const { signal: leave } = controls.leave
  const right = rightTo(deps, claimed, controls)
  return traced('turn', { 'hub.turn': id, 'hub.channel': message.channel }, () =>
    deps.conversation.run(claimed, { stop, leave, right }),
  )
}

function rightTo(
  deps: TurnRunDeps,
  { lease, turn }: ClaimedTurn,
  { leave, held }: Controls,
): Right {
  return {
    async hold() {
      leave.signal.throwIfAborted()
      await held.hold()
    },
    async held(made) {
      if (held.isRunning()) return
      try {
        await held.hold()
      } catch (error) {
        if (isLeaseLost(error)) await putRight(deps, { lease, turnId: turn.id }, made)
        throw error
      }
    },
  }
}

async function giveBack(
  { turns, logger }: TurnRunDeps,
  claimed: ClaimedTurn,
  leave: AbortSignal,
): Promise<void> {
  try {
    await putBack(turns, claimed, leave)
  } catch (error) {
    // The lease runs out by itself, and the turn is then taken up again.
    logger.warn({ err: error, turnId: claimed.turn.id }, 'could not give a turn back')
  }
}

/** To be tried again later; a turn that is no longer ours is somebody else's to try, once its thread is free. */
async function putBack(
  turns: TurnStore,
  { lease, turn, attempt }: ClaimedTurn,
  leave: AbortSignal,
): Promise<void> {
  if (leave.aborted && isLeaseLost(leave.reason)) return leaveTo(turns, lease, turn.id)
  try {
    if (leave.aborted) await turns.handOver(lease, turn.id)
    else await turns.postpone(lease, turn.id, Math.min(250 * 4 ** attempt, 10_000))
  } catch (error) {
    if (!isLeaseLost(error)) throw error
    await leaveTo(turns, lease, turn.id)
  }
}

/** Somebody else tries a turn that is no longer ours, and shall know that it killed nobody. */
async function leaveTo(turns: TurnStore, lease: Lease, turnId: TurnId): Promise<void> {
  await turns.survived(lease, turnId)
  await turns.letGo(lease)
}
