import type { App } from '@slack/bolt'
import { z } from 'zod'

import type { Inbox } from '../../core/inbox.ts'
import type { Turn } from '../../core/types.ts'
import { evidenceText } from './evidence.ts'
import { harmless } from './format.ts'
import { turnHere } from './pressed-turn.ts'
import { placeOf, type Pressed, pressed, saidBy, valueOf } from './pressed.ts'
import { threadIdOf } from './thread-id.ts'
import type { Workspaces } from './workspaces.ts'

export interface ButtonDeps {
  readonly inbox: () => Inbox
  readonly workspaces: Workspaces
}

/**
 * Buttons below a reply: one says its words in the thread, one ends the answer that is being written, one shows what
 * the answer rests on, and two rate it.
 */
export function listenToButtons(bolt: App, { inbox, workspaces }: ButtonDeps): void {
  bolt.action(/^say:/, async ({ body, ack }) => {
    await inbox().receive(saidBy(pressed.parse(body)))
    await ack()
  })
  bolt.action('stop', async ({ body, ack }) => {
    await inbox().stop(threadIdOf(placeOf(pressed.parse(body))))
    await ack()
  })
  bolt.action('sources', async ({ body, ack }) => {
    const press = pressed.parse(body)
    await showSources(workspaces, press, await turnHere(inbox(), press, valueOf(press)))
    await ack()
  })
  bolt.action('rate', async ({ body, ack }) => {
    const press = pressed.parse(body)
    const [vote, named] = voted.parse(valueOf(press).split(' '))
    const { id: turnId } = await turnHere(inbox(), press, named)
    await inbox().rate({ turnId, authorId: press.user.id, vote })
    await ack()
  })
}

const voted = z.tuple([z.enum(['up', 'down']), z.string()])

/** Only the one who asked for it sees it. */
async function showSources(workspaces: Workspaces, press: Pressed, turn: Turn): Promise<void> {
  const { teamId, roomId, threadTs } = placeOf(press)
  const workspace = await workspaces.of(teamId)
  const found = evidenceText(turn.reply?.evidence ?? [])
  const given = {
    channel: roomId,
    user: press.user.id,
    thread_ts: threadTs,
    text: 'What this answer rests on',
    blocks: [{ type: 'markdown', text: harmless(found || 'Nothing is kept of this answer.') }],
  }
  await workspace.call('chat.postEphemeral', given, roomId)
}
