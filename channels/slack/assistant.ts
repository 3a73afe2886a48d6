import type { Inbox } from '../../core/inbox.ts'
import type { Choice, IncomingMessage } from '../../core/types.ts'
import { plainText } from '../markdown.ts'
import { harmless } from './format.ts'
import type { OpenedThread } from './opened.ts'
import { placeOf } from './thread-id.ts'
import type { Workspaces } from './workspaces.ts'

/** Slack shows at most so many. */
const mostPrompts = 4

/** Offers questions in a conversation in which nothing was asked yet. */
export async function proposeQuestions(
  workspaces: Workspaces,
  { teamId, roomId, threadTs }: OpenedThread,
  examples: readonly Choice[],
): Promise<void> {
  const prompts = examples
    .slice(0, mostPrompts)
    .map(({ label, text }) => ({ title: label, message: text }))
  if (prompts.length === 0) return
  const workspace = await workspaces.of(teamId)
  const given = { channel_id: roomId, thread_ts: threadTs, title: 'Ask about…', prompts }
  await workspace.call('assistant.threads.setSuggestedPrompts', given, roomId)
}

export interface NamingDeps {
  readonly inbox: Inbox
  readonly workspaces: Workspaces
}

/** A conversation is called by its first question, in the list of those that a person had with us. */
export async function nameThread(
  { inbox, workspaces }: NamingDeps,
  { threadId, text }: IncomingMessage,
): Promise<void> {
  const title = titleOf(text)
  const isFirst = (await inbox.thread(threadId, 2)).length === 1
  if (!isFirst || title === '') return
  const { teamId, roomId, threadTs } = placeOf(threadId)
  const workspace = await workspaces.of(teamId)
  const given = { channel_id: roomId, thread_ts: threadTs, title }
  await workspace.call('assistant.threads.setTitle', given, roomId)
}

const longestTitle = 80

function titleOf(text: string): string {
  const words = harmless(plainText(text)).replaceAll(/\s+/g, ' ').trim()
  if (words.length <= longestTitle) return words
  return `${words.slice(0, longestTitle - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}
