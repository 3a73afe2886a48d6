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
  readonly turns: Pick<TurnStore, 'said'>
  readonly isDraining: () => boolean
  readonly replies: ReplyStreamDeps
}

export type Said = Pick<IncomingMessage, 'id' | 'threadId' | 'text'>

/** Takes a visitor's message in, once however often it is sent, and answers with its turn or with the reply as it is written. */
export async function takeIn(
  c: Context<GatewayEnvironment>,
  { receive, turns, isDraining, replies }: IntakeDeps,
  said: Said,
): Promise<Response> {
  if (isDraining()) throw draining()
  const message = messageFrom(c, said)
  const record = await turns.said(message)
  const turnId = record?.id ?? (await receive(message))
  const { threadId } = said
  if (wantsEvents(c)) return replyStream(c, replies, { turnId, threadId, record })
  c.header('location', `/api/v1/turns/${turnId}`)
  return c.json({ turnId, threadId, isNew: record === null }, 202)
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
