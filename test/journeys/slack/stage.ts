import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Writable } from 'node:stream'

import { plots } from '../../../agents/plots.ts'
import { type SlackChannel, slackChannel } from '../../../channels/slack/index.ts'
import { scopes } from '../../../channels/slack/scopes.ts'
import type { Chart, Plot } from '../../../core/chart.ts'
import { openLogger } from '../../../core/logger.ts'
import type { PeopleStore } from '../../../core/people-store.ts'
import type { Personal } from '../../../core/personal.ts'
import type { TurnStore } from '../../../core/turn-store.ts'
import type { Agent } from '../../../core/types.ts'
import { type People, peopleIn, type Wire } from '../../fakes/slack/acting.ts'
import {
  type FakeSlack,
  type FakeSlackOptions,
  openFakeSlack,
} from '../../fakes/slack/fake-slack.ts'
import { screenOf } from '../../fakes/slack/screen.ts'
import type { Post, Room, User, Workspace } from '../../fakes/slack/world.ts'
import { countEnds, type Ends, openSmallHub, type SmallHub } from './small-hub.ts'
import { openTime, type Time } from './time.ts'
import { openWatch, type Watch } from './watch.ts'

/** A workspace with Ann in a room, and the hub with an agent behind it. */
export interface Stage {
  readonly slack: FakeSlack
  readonly workspace: Workspace
  readonly people: People
  readonly ann: User
  readonly room: Room
  /** Writes a message that mentions the bot. */
  send(text: string, thread?: string): Promise<Post>
  /** The same, and waits until everything asked that way has its end. */
  ask(text: string, thread?: string): Promise<Post>
  /** Resolves when that many turns have ended since the beginning. */
  ended(count: number): Promise<void>
  /** What stands below a message. */
  screen(question: Post): readonly string[]
  /** The methods called so far, in order, with what was wrong behind a colon; names and status lines left out. */
  calls(): readonly string[]
  /** Resolves when that method was called so often, and the hub has had the answer. */
  called(method: string, count: number): Promise<void>
  /** Resolves when the hub waits for time to pass. */
  awaited(): Promise<void>
  /** Time passes, for the hub and for Slack. */
  pass(ms: number): void
  /** The hub dies where it stands, and another one takes its place. */
  takeOver(agent: Agent): Promise<void>
  close(): Promise<void>
}

export interface StageOptions extends FakeSlackOptions {
  readonly wire?: Wire
  readonly people?: PeopleStore
  readonly personal?: Personal
}

const logger = openLogger({
  level: 'silent',
  to: new Writable({ write: (_chunk, _encoding, done) => done() }),
})

export async function openStage(
  turns: TurnStore,
  agent: Agent,
  options: StageOptions = {},
): Promise<Stage> {
  const slack = await openFakeSlack(options)
  const workspace = slack.open({ teamId: `T${Math.random().toString(36).slice(2, 9)}`, scopes })
  const people = peopleIn(slack, workspace, options.wire)
  const ann = people.person('Ann')
  const room = people.room('C1', [ann])
  const time = openTime()
  const ends = countEnds()
  const watch = openWatch()
  const hubs: ReachableHub[] = []

  async function begin(newAgent: Agent): Promise<void> {
    const channel = channelOn({ slack, workspace, time }, options)
    const hub = await openReachable({ turns, agent: newAgent, channel, time, ends, watch })
    hubs.push(hub)
    slack.events.url = `http://127.0.0.1:${portOf(hub.server)}`
  }

  await begin(agent)
  return {
    slack,
    workspace,
    people,
    ann,
    room,
    ended: ends.reached,
    ...asking({ people, ann, room, workspace, ends }),
    screen: ({ ts, threadTs }) => screenOf(room, threadTs ?? ts),
    ...timing({ slack, time, watch }),
    async takeOver(newAgent) {
      for (const hub of hubs) await hub.die()
      await begin(newAgent)
    },
    async close() {
      const living = hubs.pop()
      await living?.close()
      await slack.close()
      await Promise.all(hubs.map((dead) => dead.close()))
    },
  }
}

interface Asker extends Pick<Stage, 'people' | 'ann' | 'room' | 'workspace'> {
  readonly ends: Ends
}

function asking({ people, ann, room, workspace, ends }: Asker): Pick<Stage, 'send' | 'ask'> {
  let asked = 0

  function send(text: string, thread?: string): Promise<Post> {
    const said = { user: ann, room, text: `<@${workspace.botUserId}> ${text}` }
    return people.say(thread === undefined ? said : { ...said, thread })
  }

  return {
    send,
    async ask(text, thread) {
      asked += 1
      const post = await send(text, thread)
      await ends.reached(asked)
      return post
    },
  }
}

interface Timed {
  readonly slack: FakeSlack
  readonly time: Time
  readonly watch: Watch
}

function timing({ slack, time, watch }: Timed) {
  return {
    calls: () => callsOf(slack),
    awaited: time.awaited,
    async called(method: string, count: number) {
      await slack.called(method, count)
      await watch.idle()
    },
    pass(ms: number) {
      slack.clock.advance(ms)
      time.pass(ms)
    },
  }
}

function callsOf({ calls }: FakeSlack): readonly string[] {
  return calls
    .filter(({ method }) => !asides.has(method))
    .map(({ method, error }) => (error === null ? method : `${method}: ${error}`))
}

/** What no reply waits for: it comes when it comes. */
const asides: ReadonlySet<string> = new Set([
  'users.info',
  'agents.sessions.setStatus',
  'assistant.threads.setStatus',
])

interface Wiring {
  readonly slack: FakeSlack
  readonly workspace: Workspace
  readonly time: Time
}

function channelOn({ slack, workspace, time }: Wiring, options: StageOptions): SlackChannel {
  const { wire = 'http', people, personal } = options
  const { secrets, apiUrl } = slack
  const { teamId, botId, botUserId, tokens } = workspace
  const find = async () => {
    const [botToken] = tokens
    return botToken === undefined ? null : { teamId, botToken, botId, botUserId }
  }
  const { signingSecret, appToken } = secrets
  const heard = wire === 'http' ? { signingSecret } : { appToken }
  const has = async () => tokens.size > 0
  const installations = { find, has, replaced: async () => null, forget: async () => {} }
  const kept = { ...(people && { people }), ...(personal && { personal }) }
  const pictures = async ({ id, theme }: Chart) =>
    Buffer.from(`a picture of ${id}${theme === undefined ? '' : `, ${theme}`}`)
  const drawn = { pictures, plots: plotOf }
  const clocks = { clock: time, now: slack.clock.now }
  return slackChannel({ ...heard, ...kept, installations, apiUrl, drawn, logger, ...clocks })
}

function plotOf({ project, spec }: Chart, most: number): Plot | null {
  return plots[project]?.(spec, most) ?? null
}

/** A small hub that Slack can reach. */
interface ReachableHub extends SmallHub {
  readonly server: Server
}

interface HubDeps {
  readonly turns: TurnStore
  readonly agent: Agent
  readonly channel: SlackChannel
  readonly time: Time
  readonly ends: Ends
  readonly watch: Watch
}

async function openReachable({ channel, time, watch, ...rest }: HubDeps): Promise<ReachableHub> {
  const hub = await openSmallHub({ ...rest, channel, shown: watch.over(channel), clock: time })
  const server = await listen(channel)
  const hangUp = () => {
    server.closeAllConnections()
    server.close()
  }
  return {
    server,
    async die() {
      hangUp()
      await hub.die()
    },
    async close() {
      await hub.close()
      hangUp()
    },
  }
}

async function listen({ http }: SlackChannel): Promise<Server> {
  const server = createServer((request, response) => void http?.(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

function portOf(server: Server): AddressInfo['port'] {
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}
