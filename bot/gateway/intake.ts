import type { Context } from 'hono'

import { AppError } from '../../core/errors.ts'
import type { TurnStore } from '../../core/turn-store.ts'
import type { IncomingMessage, Receive } from '../../core/types.ts'
import type { GatewayEnvironment } from './environment.ts'
import { wantsEvents } from './event-stream.ts'
import { replyStream, type ReplyStreamDeps } from './reply-stream.ts'
import { visitorOf } from './visitor.ts'

export interface IntakeDeps {
  readonly receive: Receive
  readonly turns: Pick<TurnStore, 'find'>
  readonly isDraining: () => boolean
  readonly replies: ReplyStreamDeps
}

export type Said = Pick<IncomingMessage, 'id' | 'threadId' | 'text'>

/** Takes a visitor's message in, and answers with its turn or with the reply as it is written. */
export async function takeIn(
  c: Context<GatewayEnvironment>,
  { receive, turns, isDraining, replies }: IntakeDeps,
  said: Said,
): Promise<Response> {
  if (isDraining()) throw draining()
  const { turnId, isNew } = await receive(messageFrom(c, said))
  const { threadId } = said
  if (wantsEvents(c)) {
    const record = isNew ? null : await turns.find(turnId)
    return replyStream(c, replies, { turnId, threadId, record })
  }
  c.header('location', `/api/v1/turns/${turnId}`)
  return c.json({ turnId, threadId, isNew }, 202)
}

function messageFrom(c: Context<GatewayEnvironment>, said: Said): IncomingMessage {
  return {
    ...said,
    ...visitorOf(c),
    channel: 'web',
    roomId: said.threadId,
    addressed: true,
    sentAt: new Date(),
  }
}

function draining(): AppError {
  return new AppError('unavailable', 'draining', {
    said: 'I am about to restart. Please try again in a moment.',
  })
}
