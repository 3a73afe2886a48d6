import { AppError } from '../../core/errors.ts'
import type { Logger } from '../../core/logger.ts'
import type { TurnStore } from '../../core/turn-store.ts'
import type { ReplyEvent, ReplyStream, Turn, TurnId } from '../../core/types.ts'

/**
 * A turn's events from its first one, however late one joins. Ends early, says nothing or waits when the turn
 * runs in another process; ends when the signal fires.
 */
export type Follow = (turnId: TurnId, signal: AbortSignal) => ReplyStream

export interface ReplyRelayDeps {
  readonly follow: Follow
  readonly turns: Pick<TurnStore, 'find'>
  readonly logger: Logger
  readonly pollEveryMs: number
}

/**
 * Tells a reply to its end, wherever it is written: live when that is here, and from the record when it
 * is elsewhere or the live one stays silent. Resolves after the last event, or when the signal fires.
 */
export async function relayReply(
  deps: ReplyRelayDeps,
  turnId: TurnId,
  tell: (event: ReplyEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  const over = new AbortController()
  const onGone = () => over.abort()
  if (signal.aborted) onGone()
  signal.addEventListener('abort', onGone, { once: true })
  let heard = false
  try {
    await Promise.all([live(), recorded()])
  } finally {
    signal.removeEventListener('abort', onGone)
  }

  function say(event: ReplyEvent): void {
    if (over.signal.aborted) return
    heard = true
    tell(event)
    if (isLast(event)) over.abort()
  }

  /** Whatever goes wrong here, the record still tells the end. */
  async function live(): Promise<void> {
    try {
      for await (const event of deps.follow(turnId, over.signal)) say(event)
    } catch (error) {
      deps.logger.error({ turnId, err: error }, 'could not follow a turn')
    }
  }

  async function recorded(): Promise<void> {
    while (await pause(deps.pollEveryMs, over.signal)) {
      if (!heard) await look(deps, turnId, say)
      heard = false
    }
  }
}

function isLast({ type }: ReplyEvent): boolean {
  return type === 'done' || type === 'failed'
}

/** How a turn ended, as its last event; null while it has not. */
export function endingOf({ state, reply, failure }: Turn): ReplyEvent | null {
  if (state === 'queued' || state === 'running') return null
  if (state === 'stopped') return failed(new AppError('stopped', 'it was stopped', said(failure)))
  if (state === 'failed') return failed(new AppError('unavailable', 'it failed', said(failure)))
  if (!reply) return failed(new AppError('bug', 'a turn is done and has no reply'))
  return { type: 'done', reply }
}

/** The record may be out of reach for a moment: that is no reason to leave the person without an end. */
async function look(
  { turns, logger }: ReplyRelayDeps,
  turnId: TurnId,
  say: (event: ReplyEvent) => void,
): Promise<void> {
  try {
    const turn = await turns.find(turnId)
    const ending = turn ? endingOf(turn) : failed(new AppError('not_found', 'the turn is gone'))
    if (ending) say(ending)
  } catch (error) {
    logger.warn({ turnId, err: error }, 'could not look up a followed turn')
  }
}

function failed(error: AppError): ReplyEvent {
  return { type: 'failed', error, partial: '' }
}

function said(failure: string | null): { said?: string } {
  return failure === null ? {} : { said: failure }
}

/** False when the signal fired before the time was over. */
function pause(limitMs: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(false)
    const onAbort = () => {
      clearTimeout(timer)
      resolve(false)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort)
      resolve(true)
    }, limitMs)
    signal.addEventListener('abort', onAbort, { once: true })
  })
}
