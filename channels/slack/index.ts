import { AppError } from '../../core/errors.ts'
import type { Inbox } from '../../core/inbox.ts'
import type { Logger } from '../../core/logger.ts'
import type { PeopleStore } from '../../core/people-store.ts'
import type { Personal } from '../../core/personal.ts'
import { usualSettings } from '../../core/settings.ts'
import type { Channel } from '../../core/types.ts'
import { type Clock, systemClock } from '../clock.ts'
import { openApp, type SlackApp } from './app.ts'
import { proposeQuestions } from './assistant.ts'
import { openBackground } from './background.ts'
import { listenToButtons } from './buttons.ts'
import { type Drawn, slackCharts } from './charts.ts'
import { listenToChoosing } from './choosing.ts'
import { listenToCommands } from './command.ts'
import { departureOf } from './departure.ts'
import { type Envelope, enterpriseOf } from './envelope.ts'
import { openFiles } from './files.ts'
import { hear } from './hear.ts'
import { type HomeDeps, showHome, type WatcherOf } from './home.ts'
import { httpReceiver, type HttpReceiver } from './http-receiver.ts'
import { openLinks } from './links.ts'
import { type Names, openNames } from './names.ts'
import { type Opened, openedOf } from './opened.ts'
import { posting } from './posting.ts'
import { listenToShortcut } from './shortcut.ts'
import { socketReceiver } from './socket-receiver.ts'
import { listenToWatching } from './watching.ts'
import { type Installations, openWorkspaces } from './workspaces.ts'

export interface SlackOptions {
  /** For events over HTTP. */
  readonly signingSecret?: string | undefined
  /** For events over a socket that we open. */
  readonly appToken?: string | undefined
  readonly installations: Installations
  /** Told what Slack says people are. */
  readonly people?: PeopleStore
  readonly personal?: Personal
  /** Another address for the Web API. */
  readonly apiUrl?: string | undefined
  /** Draws charts; without it replies are shown without. */
  readonly drawn?: Drawn | undefined
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
  const {
    signingSecret,
    appToken,
    installations,
    people = nobody,
    personal = nothing,
    logger,
  } = options
  const { clock = systemClock, now = Date.now, apiUrl, drawn } = options
  const workspaces = openWorkspaces({ ...options, clock })
  const names = openNames({ workspaces, people, clock, logger })
  let inbox: Inbox = notYet
  const links = openLinks()
  const watcherOf = watchers(people, names)
  const home = { installations, inbox: () => inbox, workspaces, personal, links, watcherOf }
  const background = openBackground(logger)
  const app = listening(openApp(options), { ...home, names })
  const ears = {
    async hear(envelope: Envelope) {
      const departure = departureOf(envelope)
      if (departure) return installations.forget(departure)
      const opened = openedOf(envelope)
      if (opened) return background.begin(() => welcome(home, opened, enterpriseOf(envelope)))
      await hear({ inbox, installations, workspaces, names, background, logger }, envelope)
    },
    interact: app.interact,
    now,
    logger,
    clock,
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
      await background.idle()
      inbox = notYet
    },
    read: openFiles({ workspaces, apiUrl }),
    ...posting({ workspaces, clock, stop: (threadId) => inbox.stop(threadId) }),
    ...(drawn && { charts: slackCharts({ ...drawn, workspaces, clock, logger }) }),
  }
}

interface Welcome extends HomeDeps {
  readonly installations: Installations
}

/** What somebody sees who has just come in. */
async function welcome(home: Welcome, opened: Opened, enterpriseId?: string): Promise<void> {
  // Of an installation for a whole organisation each workspace is known once this was asked.
  if (!(await home.installations.has(opened.teamId, enterpriseId))) return
  if (opened.type === 'home') return showHome(home, opened)
  return proposeQuestions(home.workspaces, opened, home.personal.examples)
}

function watchers(people: PeopleStore, names: Names): WatcherOf {
  return async ({ teamId, userId: authorId }) => {
    const organisationId = `slack:${teamId}`
    const name = names.known(teamId, authorId)
    const userId = await people.userOf({ channel: 'slack', organisationId, authorId, name })
    return { organisationId, userId }
  }
}

function listening(app: SlackApp, deps: HomeDeps & { readonly names: Names }): SlackApp {
  listenToButtons(app.bolt, deps)
  listenToCommands(app.bolt, deps)
  listenToShortcut(app.bolt, deps.inbox, deps.names)
  listenToWatching(app.bolt, deps)
  listenToChoosing(app.bolt, deps)
  return app
}

const nobody: PeopleStore = { describe: async () => {}, userOf: refuse }

const nothing: Personal = {
  watchlist: { list: async () => [], add: refuse, remove: async () => {} },
  settings: { of: async () => usualSettings, change: refuse },
  used: async () => ({ tokens: 0, cost: 0n }),
  examples: [],
}

/** Slack is told to come again while nobody listens yet, or any longer. */
const notYet: Inbox = {
  receive: refuse,
  edit: refuse,
  withdraw: refuse,
  stop: refuse,
  turn: refuse,
  thread: refuse,
  rate: refuse,
  recent: refuse,
}

function refuse(): Promise<never> {
  return Promise.reject(new AppError('unavailable', 'the hub does not listen yet'))
}
