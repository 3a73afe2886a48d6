import { Writable } from 'node:stream'

import { fakeChannel, type FakeChannel } from '../channels/fake.ts'
import { AppError } from '../core/errors.ts'
import { openLogger } from '../core/logger.ts'
import { openMetrics } from '../core/metrics.ts'
import type { Doorbell, TurnStore } from '../core/turn-store.ts'
import type { Agent, AgentInput, IncomingMessage, Reply, ThreadId, Turn } from '../core/types.ts'
import { type Conversation, conversation } from './conversation.ts'
import { localDoorbell } from './doorbell.ts'
import { type Runner, turnRunner } from './runner.ts'
import { turnEvents } from './turn-events.ts'

const logger = openLogger({
  level: 'silent',
  to: new Writable({ write: (_chunk, _encoding, done) => done() }),
})

/** What a person has in front of them, and a test. */
export interface Talk {
  readonly channel: FakeChannel
  readonly talk: Conversation
  readonly runner: Runner
  /** Asks in this setup's own thread and waits until that turn has ended. */
  ask(text: string): Promise<Turn>
  send(text: string, id?: string): Promise<string>
  ended(turnId: string): Promise<Turn>
}

export interface TalkOptions {
  readonly leaseMs?: number
  readonly pollEveryMs?: number
  readonly room?: ThreadId
  readonly channel?: FakeChannel
  /** Shared with other processes. */
  readonly doorbell?: Doorbell
}

let rooms = 0

/** A conversation with that agent, in a room of its own, so that tests share a database and nothing else. */
export function openTalk(turns: TurnStore, agent: Agent, options: TalkOptions = {}): Talk {
  rooms += 1
  const room: ThreadId = options.room ?? `fake:${rooms}`
  const { channel = fakeChannel({ limits: { editEveryMs: 0 } }), doorbell = localDoorbell() } =
    options
  const waiting = new Map<string, () => void>()
  const events = turnEvents({
    logger,
    metrics: openMetrics(),
    onEnded: (turnId) => waiting.get(turnId)?.(),
  })
  const talk = conversation({
    turns,
    agent,
    channels: new Map([['fake', channel]]),
    events,
    wake: () => void doorbell.ring(),
    runner: () => runner,
  })
  const runner: Runner = turnRunner({
    turns,
    conversation: talk,
    doorbell,
    events,
    metrics: openMetrics(),
    logger,
    owner: `runner of ${room} ${rooms}`,
    scope: { channels: ['fake'], threadId: room },
    concurrency: 4,
    leaseMs: options.leaseMs ?? 60_000,
    pollEveryMs: options.pollEveryMs ?? 20,
    turnLimitMs: 60_000,
  })
  runner.start()
  const ask = async (text: string) => ended(await send(text))
  return { channel, talk, runner, ask, send, ended }

  async function send(text: string, id = `m${Math.random()}`): Promise<string> {
    return await talk.receive(messageIn(room, text, id))
  }

  async function ended(turnId: string): Promise<Turn> {
    const { promise, resolve } = Promise.withResolvers<void>()
    waiting.set(turnId, resolve)
    const now = await turns.find(turnId)
    if (now?.endedAt === null) await promise
    const turn = await turns.find(turnId)
    if (!turn) throw new Error('no such turn')
    return turn
  }
}

export function agentOf(answer: Agent['answer']): Agent {
  return { name: 'fake', description: 'For tests.', answer }
}

/** Says back what it hears, after whatever it is told to do first. */
export function echo(first: (input: AgentInput) => Promise<void> = async () => {}): Agent {
  return agentOf(async function* (input) {
    await first(input)
    const text = `You said ${input.message.text}`
    yield { type: 'text', delta: text }
    yield { type: 'done', reply: replyWith(text) }
  })
}

/** Begins to answer, and goes on only to end when it is told to. */
export function thinking() {
  const begun = Promise.withResolvers<void>()
  const aborted = Promise.withResolvers<unknown>()
  const agent = agentOf(async function* ({ signal }) {
    yield { type: 'text', delta: 'Let me think' }
    begun.resolve()
    await new Promise((resolve) => signal.addEventListener('abort', resolve))
    aborted.resolve(signal.reason)
    yield { type: 'failed', error: AppError.from(signal.reason), partial: 'Let me think' }
  })
  return { agent, begun: begun.promise, aborted: aborted.promise }
}

export function replyWith(text: string): Reply {
  const route = { project: 'fake', intent: 'echo', agents: [], symbols: [], period: null }
  return { text, route, verdicts: [], evidence: [], choices: [], usage: [], timings: {} }
}

export function messageIn(room: ThreadId, text: string, id: string): IncomingMessage {
  return {
    id,
    channel: 'fake',
    organisation: { id: 'fake:org', name: 'Org' },
    roomId: room,
    threadId: room,
    author: { id: 'ann', name: 'Ann' },
    text,
    addressed: true,
    sentAt: new Date(),
  }
}
