import { z } from 'zod'

import type { IncomingMessage } from '../../core/types.ts'
import { threadIdOf } from './thread-id.ts'

/** What a press of a button tells: who, where, and what the button stands for. */
export const pressed = z.object({
  user: z.object({ id: z.string(), name: z.string().optional(), team_id: z.string().optional() }),
  team: z.object({ id: z.string() }).nullish(),
  container: z.object({
    channel_id: z.string(),
    message_ts: z.string(),
    thread_ts: z.string().optional(),
  }),
  actions: z
    .array(
      z.object({ action_id: z.string(), action_ts: z.string(), value: z.string().default('') }),
    )
    .min(1),
  trigger_id: z.string().optional(),
})
export type Pressed = z.infer<typeof pressed>

export function placeOf({ user, team, container }: Pressed) {
  return {
    teamId: team?.id ?? user.team_id ?? '',
    roomId: container.channel_id,
    threadTs: container.thread_ts ?? container.message_ts,
  }
}

/** Pressing a button says its words in the thread, once, however often Slack tells of it. */
export function saidBy(press: Pressed): IncomingMessage {
  const place = placeOf(press)
  const [action] = press.actions
  const at = action?.action_ts ?? ''
  return {
    id: `press:${at}:${press.user.id}`,
    channel: 'slack',
    organisation: { id: `slack:${place.teamId}`, name: place.teamId },
    roomId: place.roomId,
    threadId: threadIdOf(place),
    author: { id: press.user.id, name: press.user.name ?? press.user.id },
    text: valueOf(press),
    addressed: true,
    sentAt: new Date(Number(at) * 1_000 || Date.now()),
  }
}

/** What the button stands for. */
export function valueOf({ actions: [action] }: Pressed): string {
  return action?.value ?? ''
}
