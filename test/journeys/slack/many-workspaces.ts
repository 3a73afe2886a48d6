import { Writable } from 'node:stream'

import { Hono } from 'hono'

import { openSlack, type Slack } from '../../../bot/channels.ts'
import type { Settings } from '../../../bot/config.ts'
import type { GatewayEnvironment } from '../../../bot/gateway/environment.ts'
import { serve } from '../../../bot/gateway/serve.ts'
import { echo } from '../../../bot/test-conversation.ts'
import type { SlackChannel } from '../../../channels/slack/index.ts'
import { openLogger } from '../../../core/logger.ts'
import type { SecretStore } from '../../../core/secret-store.ts'
import type { Agent } from '../../../core/types.ts'
import type { Database } from '../../../storage/database.ts'
import { postgresPeople } from '../../../storage/people.ts'
import { postgresPersonal } from '../../../storage/personal.ts'
import { keyRing } from '../../../storage/sealing.ts'
import { postgresSecrets } from '../../../storage/secrets.ts'
import { postgresTurns } from '../../../storage/turns.ts'
import { type People, peopleIn } from '../../fakes/slack/acting.ts'
import type { Call } from '../../fakes/slack/call.ts'
import {
  type FakeSlack,
  type FakeSlackOptions,
  openFakeSlack,
} from '../../fakes/slack/fake-slack.ts'
import type { Choice } from '../../fakes/slack/oauth.ts'
import { screenOf } from '../../fakes/slack/screen.ts'
import type { Post, Room, User, Workspace } from '../../fakes/slack/world.ts'
import { countEnds, openSmallHub } from './small-hub.ts'

/** A hub that people install in workspaces of their own. */
export interface ManyWorkspaces {
  readonly slack: FakeSlack
  /** What the hub logged, a line each. */
  readonly log: readonly string[]
  town(teamId: string, enterpriseId?: string): Town
  /** A browser goes to the install page and on to Slack; answers the page that it ends at. */
  install(choice: Choice): Promise<PageShown>
  browser(): Browser
  /** Another process of the same hub, which reads the tokens itself. */
  replica(store?: SecretStore): Promise<SlackChannel>
  readonly secrets: SecretStore
  readonly url: string
  ended(count: number): Promise<void>
  /** The calls so far: in which workspace, which method, and what was wrong behind a colon. */
  calls(): readonly string[]
  close(): Promise<void>
}

/** A workspace with Ann in a room. */
export interface Town {
  readonly workspace: Workspace
  readonly people: People
  readonly ann: User
  readonly room: Room
  ask(text: string): Promise<Post>
  screen(question: Post): readonly string[]
}

export interface PageShown {
  readonly status: number
  readonly text: string
}

/** Keeps cookies, follows nothing by itself. */
export interface Browser {
  open(address: string): Promise<Response>
}

export interface ManyOptions extends FakeSlackOptions {
  readonly agent?: Agent
  /** Settings that differ from the usual ones. */
  readonly changes?: Settings
}

const secretKeys = `first:${Buffer.alloc(32, 7).toString('base64')}`

export async function openMany(
  database: Database,
  { agent = echo(), changes = {}, ...options }: ManyOptions = {},
): Promise<ManyWorkspaces> {
  const { sql } = database
  const slack = await openFakeSlack(options)
  const log: string[] = []
  const raw = new Map()
  const app = new Hono<GatewayEnvironment>()
  const server = await serve(app, { port: 0, host: '127.0.0.1', closeWithinMs: 0, raw })
  const logger = openLogger({ level: 'info', to: linesInto(log) })
  const people = postgresPeople(sql)
  const personal = postgresPersonal(sql, [])
  const secrets = postgresSecrets(sql, keyRing(secretKeys))

  async function open(store = secrets): Promise<Slack> {
    const settings = { ...settingsOf(slack, server.url), ...changes }
    const one = await openSlack(settings, { secrets: () => store, people, personal, logger })
    if (!one) throw new Error('Slack was not opened')
    return one
  }

  const opened = await open()
  for (const [path, handler] of opened.raw) raw.set(path, handler)
  slack.events.url = server.url
  const [turns, ends] = [postgresTurns(database), countEnds()]
  const hub = await openSmallHub({ turns, agent, channel: opened.channel, ends })

  return {
    slack,
    log,
    town: (teamId, enterpriseId) => townIn(slack, teamId, enterpriseId),
    browser: openBrowser,
    secrets,
    url: server.url,
    replica: async (store) => (await open(store)).channel,
    async install(choice) {
      const browser = openBrowser()
      const sent = await browser.open(`${server.url}/channels/slack/install`)
      const address = sent.headers.get('location') ?? ''
      const page = await browser.open(slack.installer.authorize(address, choice))
      return { status: page.status, text: await page.text() }
    },
    ended: ends.reached,
    calls: () => slack.calls.filter(({ method }) => !asides.has(method)).map(inOneLine),
    async close() {
      await hub.close()
      await server.close()
      await slack.close()
    },
  }
}

function inOneLine({ teamId, method, error }: Call): string {
  const call = `${teamId ?? '-'} ${method}`
  return error === null ? call : `${call}: ${error}`
}

/** What no reply waits for: it comes when it comes. */
const asides: ReadonlySet<string> = new Set([
  'users.info',
  'agents.sessions.setStatus',
  'assistant.threads.setStatus',
])

function settingsOf({ secrets, apiUrl }: FakeSlack, url: string) {
  return {
    SLACK_CLIENT_ID: secrets.clientId,
    SLACK_CLIENT_SECRET: secrets.clientSecret,
    SLACK_SIGNING_SECRET: secrets.signingSecret,
    SLACK_API_URL: apiUrl,
    SECRET_KEYS: secretKeys,
    PUBLIC_URL: url,
  }
}

function townIn(slack: FakeSlack, teamId: string, enterpriseId?: string): Town {
  const grid = enterpriseId === undefined ? {} : { enterpriseId }
  const workspace = slack.open({ teamId, scopes: [], ...grid })
  workspace.tokens.clear()
  const people = peopleIn(slack, workspace)
  const ann = people.person(`Ann${teamId}`)
  const room = people.room(`C${teamId}`, [ann])
  const named = `<@${workspace.botUserId}>`
  return {
    workspace,
    people,
    ann,
    room,
    ask: (text) => people.say({ user: ann, room, text: `${named} ${text}` }),
    screen: ({ ts }) => screenOf(room, ts),
  }
}

function openBrowser(): Browser {
  const cookies = new Map<string, string>()
  return {
    async open(address) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const response = await fetch(address, { redirect: 'manual', headers: { cookie } })
      for (const set of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
        cookies.set(name, value)
      }
      return response
    },
  }
}

function linesInto(log: string[]): Writable {
  return new Writable({
    write(chunk, _encoding, done) {
      log.push(String(chunk))
      done()
    },
  })
}
