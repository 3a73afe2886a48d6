import { Hono } from 'hono'

import type { TurnStore } from '../../core/turn-store.ts'
import type { Turn, TurnId } from '../../core/types.ts'
import type { GatewayEnvironment } from './environment.ts'
import { wantsEvents } from './event-stream.ts'
import { type IntakeDeps, type Said, takeIn } from './intake.ts'
import { refused } from './refusal.ts'
import { replyStream } from './reply-stream.ts'
import { turnView } from './turn-view.ts'
import { isTurnId } from './web-ids.ts'

export interface TurnRoutesDeps {
  readonly intake: IntakeDeps
  readonly turns: Pick<TurnStore, 'find'>
  stopTurn(turnId: TurnId): Promise<'stopped' | 'asked' | null>
}

export function turnRoutes(deps: TurnRoutesDeps): Hono<GatewayEnvironment> {
  return new Hono<GatewayEnvironment>()
    .get('/:id', async (c) => {
      const turn = await webTurn(deps, c.req.param('id'))
      if (!wantsEvents(c)) return c.json(turnView(turn, deps.intake.replies.links))
      const { id: turnId, threadId } = turn
      return replyStream(c, deps.intake.replies, { turnId, threadId, record: turn })
    })
    .post('/:id/stop', async (c) => {
      const { id: turnId } = await webTurn(deps, c.req.param('id'))
      const answer = await deps.stopTurn(turnId)
      if (answer === null) throw refused('conflict', 'That answer has already ended.')
      return c.json({ turnId, answer }, 202)
    })
    .post('/:id/retry', async (c) => {
      const turn = await webTurn(deps, c.req.param('id'))
      if (!turn.endedAt) throw refused('conflict', 'That answer is still being written.')
      return takeIn(c, deps.intake, again(turn))
    })
}

async function webTurn({ turns }: Pick<TurnRoutesDeps, 'turns'>, id: string): Promise<Turn> {
  const turn = isTurnId(id) ? await turns.find(id) : null
  if (turn?.message.channel === 'web') return turn
  throw refused('not_found', 'There is no such turn here.')
}

/** Two presses on one Retry button are one retry. No client's own message id has a space in it. */
function again({ id, threadId, message }: Turn): Said {
  return { id: `retry ${id}`, threadId, text: message.text }
}
