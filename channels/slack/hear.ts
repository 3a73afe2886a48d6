import type { Inbox } from '../../core/inbox.ts'
import type { Logger } from '../../core/logger.ts'
import type { IncomingMessage } from '../../core/types.ts'
import { nameThread } from './assistant.ts'
import type { Background } from './background.ts'
import { enterpriseOf, type Envelope, eventOf, type Spoken, teamOf } from './envelope.ts'
import { attachmentsOf } from './files.ts'
import type { Names } from './names.ts'
import { isDirect, threadIdOf } from './thread-id.ts'
import { markdownOf } from './wording.ts'
import type { Installations, Workspaces } from './workspaces.ts'

export interface HearDeps {
  readonly inbox: Inbox
  readonly installations: Installations
  readonly workspaces: Workspaces
  readonly names: Names
  readonly background: Background
  readonly logger: Logger
}

/** Brings an event to the inbox. Resolves once it is durable, or nothing of ours. */
export async function hear(deps: HearDeps, envelope: Envelope): Promise<void> {
  const { inbox, installations, logger } = deps
  const teamId = teamOf(envelope)
  const event = eventOf(envelope)
  if (teamId === null || event === null) return
  if (!(await installations.has(teamId, enterpriseOf(envelope)))) {
    // Slack would send it again for an hour, and nobody could answer it then either.
    return logger.warn(
      { teamId },
      'an event came from a workspace that the app is not installed in',
    )
  }
  const at = {
    teamId,
    botUserId: envelope.authorizations?.[0]?.user_id ?? '',
    roomId: event.channel,
  }
  if (event.type === 'agent_session_stopped') {
    return inbox.stop(threadIdOf({ ...at, threadTs: event.thread_ts }))
  }
  if ('deleted_ts' in event) return inbox.withdraw(keyOf(at, event.deleted_ts))
  const said = 'message' in event ? event.message : event
  if (!isPerson(said, at)) return
  const message = await messageOf(deps, at, said)
  if ('message' in event) return inbox.edit(message)
  const received = await inbox.receive(message)
  const isInConversation = isDirect(at.roomId) && said.thread_ts !== undefined
  if (received !== null && isInConversation) deps.background.begin(() => nameThread(deps, message))
}

export interface At {
  readonly teamId: string
  readonly roomId: string
  readonly botUserId: string
}

/** What people write; of the rest, and there are dozens of kinds, Slack tells as messages too. */
const spokenKinds: ReadonlySet<string | undefined> = new Set([
  undefined,
  'file_share',
  'thread_broadcast',
])

function isPerson({ user, bot_id: botId, subtype }: Spoken, { botUserId }: At): boolean {
  return spokenKinds.has(subtype) && botId === undefined && user !== undefined && user !== botUserId
}

async function messageOf(
  { names }: Pick<HearDeps, 'names'>,
  at: At,
  { user = '', text, ts, thread_ts: threadTs, files }: Spoken,
): Promise<IncomingMessage> {
  const attachments = attachmentsOf(files)
  const isMention = text.includes(`<@${at.botUserId}>`)
  return {
    ...keyOf(at, ts),
    threadId: threadIdOf({ ...at, threadTs: threadTs ?? ts }),
    author: { id: user, name: names.known(at.teamId, user) },
    text: await markdownOf(text, at, names),
    addressed: isMention || isDirect(at.roomId),
    sentAt: new Date(Number(ts) * 1_000),
    ...(attachments.length > 0 && { attachments }),
  }
}

function keyOf({ teamId, roomId }: At, ts: string) {
  const organisation = { id: `slack:${teamId}`, name: teamId }
  return { id: ts, channel: 'slack', organisation, roomId }
}
