import { AppError } from '../../core/errors.ts'
import type { Logger } from '../../core/logger.ts'
import type { Channel, Inbox } from '../../core/types.ts'
import { type Clock, systemClock } from '../clock.ts'
import { openApp, type SlackApp } from './app.ts'
import { listenToButtons } from './buttons.ts'
import { type CommandDeps, listenToCommands } from './command.ts'
import { findPost } from './found-post.ts'
import { hear } from './hear.ts'
import { httpReceiver, type HttpReceiver } from './http-receiver.ts'
import { leaveOff, openLive } from './live.ts'
import { type Names, openNames } from './names.ts'
import { messageOf, metadataOf } from './render.ts'
import { listenToShortcut } from './shortcut.ts'
import { placeOf } from './thread-id.ts'
import { type Installations, openWorkspaces } from './workspaces.ts'

export interface SlackOptions {
  readonly signingSecret: string
  readonly installations: Installations
  /** Another address for the Web API. */
  readonly apiUrl?: string | undefined
  readonly logger: Logger
  readonly clock?: Clock
  /** Milliseconds since 1970, for the age of signatures. */
  readonly now?: () => number
}

export interface SlackChannel extends Channel {
  /** Takes what Slack sends to the events address. */
  readonly http: HttpReceiver
}

export function slackChannel(options: SlackOptions): SlackChannel {
  const { signingSecret, logger, clock = systemClock, now = Date.now } = options
  const workspaces = openWorkspaces({ ...options, clock })
  const names = openNames(workspaces)
  let inbox: Inbox = notYet
  const app = listening(openApp(options), { inbox: () => inbox, workspaces, names })
  const http = httpReceiver({
    signingSecret,
    hear: (envelope) => hear({ inbox, names, logger }, envelope),
    interact: app.interact,
    now,
    logger,
  })

  return {
    name: 'slack',
    // A markdown block takes 12,000 characters; a streamed message about 10,600 bytes.
    limits: { length: 9_000, unit: 'utf8', editEveryMs: 1_000 },
    http,
    async start(given) {
      inbox = given
    },
    async stop() {
      inbox = notYet
    },
    async post(to, content, key) {
      const { teamId, roomId, threadTs } = placeOf(to.threadId)
      const workspace = await workspaces.of(teamId)
      const where = { channel: roomId, thread_ts: threadTs, metadata: metadataOf(key) }
      const given = { ...where, ...messageOf(content) }
      const { ts } = await workspace.call('chat.postMessage', given, roomId)
      if (typeof ts !== 'string') throw new AppError('unavailable', 'chat.postMessage: no ts')
      return ts
    },
    async edit(to, postId, content) {
      const { teamId, roomId } = placeOf(to.threadId)
      const workspace = await workspaces.of(teamId)
      const { text, blocks } = messageOf(content)
      await workspace.call('chat.update', { channel: roomId, ts: postId, text, blocks }, roomId)
    },
    async find(to, key) {
      return findPost(await workspaces.of(placeOf(to.threadId).teamId), to, key)
    },
    async live(to, postId) {
      const workspace = await workspaces.of(placeOf(to.threadId).teamId)
      if (postId !== undefined) return leaveOff(workspace, to, postId)
      return openLive(workspace, to, clock)
    },
  }
}

function listening(app: SlackApp, deps: CommandDeps & { readonly names: Names }): SlackApp {
  listenToButtons(app.bolt, deps.inbox)
  listenToCommands(app.bolt, deps)
  listenToShortcut(app.bolt, deps.inbox, deps.names)
  return app
}

/** Slack is told to come again while nobody listens yet, or any longer. */
const notYet: Inbox = {
  receive: refuse,
  edit: refuse,
  withdraw: refuse,
  stop: refuse,
}

function refuse(): Promise<never> {
  return Promise.reject(new AppError('unavailable', 'the hub does not listen yet'))
}
