import type { App } from '@slack/bolt'
import { z } from 'zod'

import type { Inbox } from '../../core/inbox.ts'
import { file } from './envelope.ts'
import { attachmentsOf } from './files.ts'
import type { Names } from './names.ts'
import { threadIdOf } from './thread-id.ts'
import { markdownOf } from './wording.ts'

const chosen = z.object({
  team: z.object({ id: z.string() }),
  channel: z.object({ id: z.string() }),
  user: z.object({ id: z.string(), name: z.string().optional() }),
  action_ts: z.string(),
  message: z.object({
    ts: z.string(),
    thread_ts: z.string().optional(),
    text: z.string().default(''),
    files: z.array(file).optional(),
  }),
})

/** "Analyse this", from the menu of any message: its words and files are the question, the answer hangs from it. */
export function listenToShortcut(bolt: App, inbox: () => Inbox, names: Names): void {
  bolt.shortcut('analyse_message', async ({ shortcut, ack }) => {
    const { team, channel, user, message, action_ts: at } = chosen.parse(shortcut)
    const attachments = attachmentsOf(message.files)
    const place = { teamId: team.id, roomId: channel.id, botUserId: '' }
    await inbox().receive({
      id: `shortcut:${at}:${user.id}`,
      channel: 'slack',
      organisation: { id: `slack:${team.id}`, name: team.id },
      roomId: channel.id,
      threadId: threadIdOf({ ...place, threadTs: message.thread_ts ?? message.ts }),
      author: { id: user.id, name: user.name ?? user.id },
      text: await markdownOf(message.text, place, names),
      addressed: true,
      sentAt: new Date(Number(at) * 1_000),
      ...(attachments.length > 0 && { attachments }),
    })
    await ack()
  })
}
