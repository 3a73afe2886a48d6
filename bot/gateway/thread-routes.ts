import { type Context, Hono } from 'hono'
import { z } from 'zod'

import type { TurnStore } from '../../core/turn-store.ts'
import type { GatewayEnvironment } from './environment.ts'
import { type IntakeDeps, takeIn } from './intake.ts'
import { jsonBody } from './json-body.ts'
import { refused } from './refusal.ts'
import { turnView } from './turn-view.ts'
import { newThreadId, randomId, webThreadId } from './web-ids.ts'

export interface ThreadRoutesDeps {
  readonly intake: IntakeDeps
  readonly turns: Pick<TurnStore, 'thread'>
}

/** How many turns of a thread are shown. */
const mostTurns = 200

const messageId = z
  .string()
  .regex(/^[\x21-\x7e]{1,200}$/, 'an id has 1 to 200 visible ASCII characters')

const messageBody = z.strictObject({
  text: z
    .string()
    .max(100_000, 'at most 100,000 characters')
    .refine((text) => text.trim() !== '', 'say something'),
  /** The client's own id: the same message sent again is still one message. */
  id: messageId.optional(),
})

export function threadRoutes({ intake, turns }: ThreadRoutesDeps): Hono<GatewayEnvironment> {
  return new Hono<GatewayEnvironment>()
    .post('/', (c) => c.json({ threadId: newThreadId() }, 201))
    .get('/:id', async (c) => c.json(await view(c.req.param('id'))))
    .get('/:id/messages', async (c) => c.json(await view(c.req.param('id'))))
    .post('/:id/messages', async (c) => {
      const threadId = webThreadId(c.req.param('id'))
      const { text, id = idempotencyKey(c) ?? randomId() } = await jsonBody(c.req.raw, messageBody)
      return takeIn(c, intake, { id, threadId, text })
    })

  async function view(id: string) {
    const threadId = webThreadId(id)
    const found = await turns.thread(threadId, mostTurns)
    return { threadId, turns: found.map((turn) => turnView(turn, intake.replies.links)) }
  }
}

function idempotencyKey(c: Context): string | undefined {
  const parsed = messageId.optional().safeParse(c.req.header('idempotency-key'))
  if (!parsed.success) throw refused('invalid', 'Idempotency-Key: 1 to 200 visible characters.')
  return parsed.data
}
