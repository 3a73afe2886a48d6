import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Writable } from 'node:stream'

import { conversation, inboxOf } from '../../../bot/conversation.ts'
import { localDoorbell } from '../../../bot/doorbell.ts'
import { type Runner, turnRunner } from '../../../bot/runner.ts'
import { turnEvents } from '../../../bot/turn-events.ts'
import { type SlackChannel, slackChannel } from '../../../channels/slack/index.ts'
import { scopes } from '../../../channels/slack/scopes.ts'
import { openLogger } from '../../../core/logger.ts'
import { openMetrics } from '../../../core/metrics.ts'
import type { TurnStore } from '../../../core/turn-store.ts'
import type { Agent, TurnId } from '../../../core/types.ts'
import { type People, peopleIn, type Wire } from '../../fakes/slack/acting.ts'
import {
  type FakeSlack,
  type FakeSlackOptions,
  openFakeSlack,
} from '../../fakes/slack/fake-slack.ts'
import { screenOf } from '../../fakes/slack/screen.ts'
import type { Post, Room, User, Workspace } from '../../fakes/slack/world.ts'

/** A workspace with Ann in a room, and the hub with an agent behind it. */
export interface Stage {
  readonly slack: FakeSlack
  readonly workspace: Workspace
  readonly people: People
  readonly ann: User
  readonly room: Room
  /** Writes a message that mentions the bot, and waits until everything asked so far has its end. */
  ask(text: string, thread?: string): Promise<Post>
  /** Resolves when that many turns have ended since the beginning. */
  ended(count: number): Promise<void>
  /** What stands below a message. */
  screen(question: Post): readonly string[]
  /** The methods called so far, in order, with what was wrong behind a colon. */
  calls(): readonly string[]
  close(): Promise<void>
}

export interface StageOptions extends FakeSlackOptions {
  readonly wire?: Wire
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
  const channel = channelOn(slack, workspace, options.wire)
  const hub = await openSmallHub(turns, agent, channel)
  const server = await listen(channel)
  slack.events.url = `http://127.0.0.1:${portOf(server)}`
  let asked = 0
  return {
    slack,
    workspace,
    people,
    ann,
    room,
    ended: hub.ended,
    async ask(text, thread) {
      asked += 1
      const said = { user: ann, room, text: `<@${workspace.botUserId}> ${text}` }
      const post = await people.say(thread === undefined ? said : { ...said, thread })
      await hub.ended(asked)
      return post
    },
    screen: ({ ts, threadTs }) => screenOf(room, threadTs ?? ts),
    calls: () =>
      slack.calls
        .filter(({ method }) => method !== 'users.info')
        .map(({ method, error }) => (error === null ? method : `${method}: ${error}`)),
    async close() {
      await hub.close()
      server.closeAllConnections()
      server.close()
      await slack.close()
    },
  }
}

function channelOn(
  { secrets, apiUrl }: FakeSlack,
  workspace: Workspace,
  wire: Wire = 'http',
): SlackChannel {
  const { teamId, botId, botUserId, tokens } = workspace
  const find = async () => {
    const [botToken] = tokens
    return botToken === undefined ? null : { teamId, botToken, botId, botUserId }
  }
  const { signingSecret, appToken } = secrets
  const heard = wire === 'http' ? { signingSecret } : { appToken }
  const has = async () => tokens.size > 0
  const installations = { find, has, replaced: async () => null, forget: async () => {} }
  return slackChannel({ ...heard, installations, apiUrl, logger })
}

interface SmallHub {
  ended(count: number): Promise<void>
  close(): Promise<void>
}

async function openSmallHub(
  turns: TurnStore,
  agent: Agent,
  channel: SlackChannel,
): Promise<SmallHub> {
  const doorbell = localDoorbell()
  const metrics = openMetrics()
  const ends = countEnds()
  const events = turnEvents({ logger, metrics, onEnded: ends.add })
  const channels = new Map([[channel.name, channel]])
  const wake = () => void doorbell.ring()
  const talk = conversation({ turns, agent, channels, events, wake, runner: () => runner })
  const runner: Runner = turnRunner({
    turns,
    conversation: talk,
    doorbell,
    events,
    metrics,
    logger,
    owner: `slack stage ${Math.random()}`,
    scope: { channels: ['slack'] },
    concurrency: 8,
    leaseMs: 60_000,
    pollEveryMs: 20,
    turnLimitMs: 60_000,
  })
  await channel.start(inboxOf(talk, turns))
  runner.start()
  return {
    ended: ends.reached,
    close: async () => {
      await runner.drain(1_000)
      await channel.stop()
    },
  }
}

function countEnds() {
  const ended = new Set<TurnId>()
  const waiting: { readonly count: number; readonly resolve: () => void }[] = []
  return {
    add(turnId: TurnId) {
      ended.add(turnId)
      for (const { count, resolve } of waiting) if (ended.size >= count) resolve()
    },
    reached(count: number): Promise<void> {
      const { promise, resolve } = Promise.withResolvers<void>()
      if (ended.size >= count) resolve()
      waiting.push({ count, resolve })
      return promise
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
