import type { App, SlashCommand } from '@slack/bolt'

import { AppError } from '../../core/errors.ts'
import type { Inbox } from '../../core/inbox.ts'
import type { IncomingMessage } from '../../core/types.ts'
import { summaryOf } from './format.ts'
import { threadIdOf } from './thread-id.ts'
import type { Workspaces } from './workspaces.ts'

export interface CommandDeps {
  readonly inbox: () => Inbox
  readonly workspaces: Workspaces
}

/** `/hub any question` and `/stock SYMBOL`: asked for all to see, and answered in the thread of that. */
export function listenToCommands(bolt: App, deps: CommandDeps): void {
  bolt.command('/hub', async ({ command, ack }) => {
    await ack(command.text.trim() === '' ? usage.hub : await ask(deps, command, command.text))
  })
  bolt.command('/stock', async ({ command, ack }) => {
    const symbol = command.text.trim()
    await ack(symbol === '' ? usage.stock : await ask(deps, command, `How does ${symbol} look?`))
  })
}

/** What only the person who typed it sees: nothing, or why it cannot be done here. */
async function ask(
  { inbox, workspaces }: CommandDeps,
  command: SlashCommand,
  question: string,
): Promise<string> {
  const workspace = await workspaces.of(command.team_id)
  try {
    const given = { channel: command.channel_id, text: quoted(command, question) }
    const { ts } = await workspace.call('chat.postMessage', given, command.channel_id)
    await inbox().receive(messageOf(command, question, String(ts)))
    return ''
  } catch (error) {
    const { code } = AppError.from(error)
    if (code === 'forbidden' || code === 'not_found') return notHere
    throw error
  }
}

const usage = {
  hub: 'Ask me something, for example `/hub How does AAPL look?`',
  stock: 'Name a symbol, for example `/stock AAPL`',
}
const notHere = 'I am not in this conversation. Invite me with `/invite`, or write to me directly.'

function quoted({ user_id: userId }: SlashCommand, question: string): string {
  return `<@${userId}> asked: ${summaryOf(question)}`
}

function messageOf(command: SlashCommand, text: string, threadTs: string): IncomingMessage {
  const { team_id: teamId, channel_id: roomId, trigger_id: id } = command
  return {
    id: `command:${id}`,
    channel: 'slack',
    organisation: { id: `slack:${teamId}`, name: teamId },
    roomId,
    threadId: threadIdOf({ teamId, roomId, threadTs }),
    author: { id: command.user_id, name: command.user_name },
    text,
    addressed: true,
    sentAt: new Date(),
  }
}
