import { AppError } from '../../core/errors.ts'
import type { Inbox } from '../../core/inbox.ts'
import type { Logger } from '../../core/logger.ts'
import type { PeopleStore } from '../../core/people-store.ts'
import type { Channel } from '../../core/types.ts'
import { type Clock, systemClock } from '../clock.ts'
import { openApp, type SlackApp } from './app.ts'
import { listenToButtons } from './buttons.ts'
import { type CommandDeps, listenToCommands } from './command.ts'
import { departureOf } from './departure.ts'
import type { Envelope } from './envelope.ts'
import { hear } from './hear.ts'
import { httpReceiver, type HttpReceiver } from './http-receiver.ts'
import { type Names, openNames } from './names.ts'
import { posting } from './posting.ts'
import { listenToShortcut } from './shortcut.ts'
import { socketReceiver } from './socket-receiver.ts'
import { type Installations, openWorkspaces } from './workspaces.ts'

export interface SlackOptions {
  /** For events over HTTP. */
  readonly signingSecret?: string | undefined
  /** For events over a socket that we open. */
  readonly appToken?: string | undefined
  readonly installations: Installations
  /** Told what Slack says people are. */
  readonly people?: PeopleStore
  /** Another address for the Web API. */
  readonly apiUrl?: string | undefined
  readonly logger: Logger
  readonly clock?: Clock
  /** Milliseconds since 1970, for the age of signatures. */
  readonly now?: () => number
}

export interface SlackChannel extends Channel {
  /** Takes what Slack sends to the events address; null without a signing secret. */
  readonly http: HttpReceiver | null
}

export function slackChannel(options: SlackOptions): SlackChannel {
  const { signingSecret, appToken, installations, people = nobody, logger } = options
  const { clock = systemClock, now = Date.now } = options
  const workspaces = openWorkspaces({ ...options, clock })
  const names = openNames({ workspaces, people, clock, logger })
  let inbox: Inbox = notYet
  const app = listening(openApp(options), { inbox: () => inbox, workspaces, names })
  const ears = {
    async hear(envelope: Envelope) {
      const departure = departureOf(envelope)
      if (departure) return installations.forget(departure)
      await hear({ inbox, installations, names, logger }, envelope)
    },
    interact: app.interact,
    now,
    logger,
  }
  const socket = appToken === undefined ? null : socketReceiver({ ...ears, ...options, appToken })

  return {
    name: 'slack',
    // A markdown block takes 12,000 characters; a streamed message about 10,600 bytes.
    limits: { length: 9_000, unit: 'utf8', editEveryMs: 1_000, marksEnds: true },
    http: signingSecret === undefined ? null : httpReceiver({ ...ears, signingSecret }),
    async start(given) {
      inbox = given
      await socket?.start()
    },
    async stop() {
      await socket?.stop()
      inbox = notYet
    },
    ...posting({ workspaces, clock, stop: (threadId) => inbox.stop(threadId) }),
  }
}

function listening(app: SlackApp, deps: CommandDeps & { readonly names: Names }): SlackApp {
  listenToButtons(app.bolt, deps)
  listenToCommands(app.bolt, deps)
  listenToShortcut(app.bolt, deps.inbox, deps.names)
  return app
}

const nobody: PeopleStore = { describe: async () => {}, userOf: refuse }

/** Slack is told to come again while nobody listens yet, or any longer. */
const notYet: Inbox = {
  receive: refuse,
  edit: refuse,
  withdraw: refuse,
  stop: refuse,
  turn: refuse,
  rate: refuse,
  recent: refuse,
}

function refuse(): Promise<never> {
  return Promise.reject(new AppError('unavailable', 'the hub does not listen yet'))
}
