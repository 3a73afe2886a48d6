import type { Context } from 'hono'

import type { ReplyEvent, ThreadId, Turn, TurnId } from '../../core/types.ts'
import type { ChartLinks } from '../charts/links.ts'
import { eventStream } from './event-stream.ts'
import { endingOf, relayReply, type ReplyRelayDeps } from './reply-relay.ts'
import { replyView } from './turn-view.ts'

export interface ReplyStreamDeps extends ReplyRelayDeps {
  readonly heartbeatEveryMs: number
  readonly links: ChartLinks
}

export interface FollowedTurn {
  readonly turnId: TurnId
  readonly threadId: ThreadId
  /** What the record says, where it was looked up already. */
  readonly record: Turn | null
}

/**
 * Answers with a turn's reply as server-sent events, from its first one: a client that comes back with a
 * `Last-Event-ID` is told to forget what it has, since the reply may have begun anew in the meantime.
 */
export function replyStream(c: Context, deps: ReplyStreamDeps, turn: FollowedTurn): Response {
  const { turnId, threadId, record } = turn
  const isBack = c.req.header('last-event-id') !== undefined
  return eventStream(c, deps.heartbeatEveryMs, async (send, signal) => {
    send('turn', { turnId, threadId })
    if (isBack) send('restart', {})
    const say = (event: ReplyEvent) => send(event.type, dataOf(event, deps.links))
    const ending = record && endingOf(record)
    if (ending) say(ending)
    else await relayReply(deps, turnId, say, signal)
  })
}

function dataOf(event: ReplyEvent, links: ChartLinks): unknown {
  if (event.type === 'done') return { reply: replyView(event.reply, links) }
  if (event.type !== 'failed') return { ...event, type: undefined }
  const { code, said: message } = event.error
  return { error: { code, message }, partial: event.partial }
}
