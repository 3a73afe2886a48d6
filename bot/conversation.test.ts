import { Writable } from 'node:stream'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { fakeChannel, type FakeChannel } from '../channels/fake.ts'
import { AppError } from '../core/errors.ts'
import { openLogger } from '../core/logger.ts'
import { openMetrics } from '../core/metrics.ts'
import type { TurnStore } from '../core/turn-store.ts'
import type { Agent, AgentInput, IncomingMessage, Reply, ReplyEvent, Turn } from '../core/types.ts'
import type { Database } from '../storage/database.ts'
import { databaseKinds, testDatabase } from '../storage/test-database.ts'
import { postgresTurns } from '../storage/turns.ts'
import { type Conversation, conversation } from './conversation.ts'
import { localDoorbell } from './doorbell.ts'
import { type Runner, turnRunner } from './runner.ts'
import { turnEvents } from './turn-events.ts'

const logger = openLogger({
  level: 'silent',
  to: new Writable({ write: (_chunk, _encoding, done) => done() }),
})

interface Bench {
  readonly channel: FakeChannel
  readonly talk: Conversation
  readonly runner: Runner
  /** Asks in this setup's own thread and waits until that turn has ended. */
  ask(text: string): Promise<Turn>
  send(text: string, id?: string): Promise<string>
  ended(turnId: string): Promise<Turn>
}

describe.each(databaseKinds())('a conversation on %s', (kind) => {
  let database: Database
  let turns: TurnStore
  let rooms = 0
  const runners: Runner[] = []

  beforeAll(async () => {
    database = await testDatabase(kind)
    turns = postgresTurns(database.sql)
  })
  afterAll(async () => {
    await Promise.all(runners.map((runner) => runner.drain(1_000)))
    await database.close()
  })

  /** A hub with that agent, in a room of its own, so that tests share a database and nothing else. */
  function setup(agent: Agent, options: { leaseMs?: number; room?: string } = {}): Bench {
    const channel = fakeChannel({ limits: { editEveryMs: 0 } })
    const room = options.room ?? `fake:${(rooms += 1)}`
    const doorbell = localDoorbell()
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
    })
    const runner = turnRunner({
      turns,
      conversation: talk,
      doorbell,
      events,
      metrics: openMetrics(),
      logger,
      owner: `runner of ${room} ${rooms}`,
      scope: { channels: ['fake'], threadId: room as `fake:${string}` },
      concurrency: 4,
      leaseMs: options.leaseMs ?? 60_000,
      pollEveryMs: 20,
      turnLimitMs: 60_000,
    })
    runner.start()
    runners.push(runner)
    return { channel, talk, runner, ask, send, ended }

    async function send(text: string, id = `m${Math.random()}`): Promise<string> {
      return (await talk.receive(messageIn(room, text, id))).turnId
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

    async function ask(text: string): Promise<Turn> {
      return ended(await send(text))
    }
  }

  it('answers a message in its thread and keeps the turn', async () => {
    const { channel, ask } = setup(echo())
    const turn = await ask('hello')
    expect(turn).toMatchObject({ state: 'done', reply: { text: 'You said hello' } })
    expect(channel.shown(turn.threadId)).toEqual(['You said hello'])
    expect(await turns.posts(turn.id)).toMatchObject([{ part: 0, shown: 'You said hello' }])
  })

  it('answers a message once, however often it is delivered', async () => {
    const { channel, send, ended } = setup(echo())
    const ids = await Promise.all(Array.from({ length: 5 }, () => send('hello', 'same')))
    const turn = await ended(ids[0] ?? '')
    await send('hello', 'same')
    expect(channel.shown(turn.threadId)).toEqual(['You said hello'])
  })

  it('answers what arrives while it is busy afterwards, in order', async () => {
    const gate = Promise.withResolvers<void>()
    const { channel, send, ended } = setup(echo(() => gate.promise))
    const ids = []
    for (const text of ['one', 'two', 'three']) ids.push(await send(text))
    gate.resolve()
    const last = await ended(ids.at(-1) ?? '')
    expect(channel.shown(last.threadId)).toEqual(['You said one', 'You said two', 'You said three'])
  })

  it('shows the agent what was said before', async () => {
    const histories: string[][] = []
    const { ask } = setup(
      echo(async ({ history }) => void histories.push(history.map(({ message }) => message.text))),
    )
    await ask('one')
    await ask('two')
    expect(histories).toEqual([[], ['one']])
  })

  it('tells the agent what a long thread came to, and shows it the newest turns', async () => {
    const seen: AgentInput[] = []
    const { ask } = setup(
      agentOf(async function* (input) {
        seen.push(input)
        yield { type: 'done', reply: replyAbout(`S${seen.length}`) }
      }),
    )
    for (let at = 1; at <= 14; at += 1) await ask(`question ${at}`)
    const last = seen.at(-1)
    expect(last?.summary?.split('\n')).toHaveLength(7)
    expect(last?.summary).toContain('S1 hold')
    expect(last?.history.map(({ message }) => message.text)).toEqual(
      [8, 9, 10, 11, 12, 13].map((at) => `question ${at}`),
    )
  })

  it('says what went wrong and never the details, and goes on with the thread', async () => {
    const failing = agentOf(async function* () {
      yield { type: 'text', delta: 'Half an ' }
      const error = new AppError('unavailable', 'ECONNREFUSED 10.0.0.1 password=x')
      yield { type: 'failed', error, partial: 'Half an ' }
    })
    const { channel, ask } = setup(failing)
    const turn = await ask('hello')
    expect(turn).toMatchObject({
      state: 'failed',
      failure: expect.stringContaining('not answering'),
    })
    expect(channel.shown(turn.threadId).join()).not.toContain('ECONNREFUSED')
    expect(channel.shown(turn.threadId).join()).toContain('Half an')
    expect((await ask('again')).state).toBe('failed')
  })

  it('takes "retry" for the question before it', async () => {
    const { ask } = setup(echo())
    await ask('hello')
    await ask('retry')
    expect((await ask('Retry')).reply?.text).toBe('You said hello')
  })

  it('stops a running answer when asked, visibly, and aborts what it was doing', async () => {
    let aborted: unknown
    const begun = Promise.withResolvers<void>()
    const slow = agentOf(async function* ({ signal }) {
      yield { type: 'text', delta: 'Let me think' }
      begun.resolve()
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
      aborted = signal.reason
      yield { type: 'failed', error: AppError.from(signal.reason), partial: 'Let me think' }
    })
    const { channel, runner, send, ended } = setup(slow)
    const turnId = await send('hello')
    await begun.promise
    expect(await runner.stopTurn(turnId)).toBe('asked')
    const turn = await ended(turnId)
    expect(turn.state).toBe('stopped')
    expect(aborted).toBeInstanceOf(AppError)
    expect(channel.shown(turn.threadId).join()).toContain('Stopped.')
  })

  it('hands a turn over at shutdown without a word, and the next process answers it once', async () => {
    const begun = Promise.withResolvers<void>()
    const hanging = agentOf(async function* ({ signal }) {
      begun.resolve()
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
      yield { type: 'failed', error: AppError.from(signal.reason), partial: '' }
    })
    const first = setup(hanging)
    const turnId = await first.send('hello')
    await begun.promise
    await first.runner.drain(0)
    const { threadId } = (await turns.find(turnId)) ?? { threadId: '' }
    expect(first.channel.shown(threadId)).toEqual([])

    const second = setup(echo(), { room: threadId })
    expect((await second.ended(turnId)).reply?.text).toBe('You said hello')
    expect(second.channel.shown(threadId)).toEqual(['You said hello'])
  })

  it('does not wait for a platform in trouble at shutdown', async () => {
    const first = setup(echo())
    const minutes = new AppError('rate_limited', 'HTTP 429', { retryAfterMs: 60_000 })
    first.channel.fail('post', minutes, minutes)
    const turnId = await first.send('hello')
    await expect.poll(() => first.channel.calls).toEqual(['post 1', 'post 1'])
    await first.runner.drain(0)
    expect(await turns.find(turnId)).toMatchObject({ state: 'queued' })
  })

  it('delivers a kept reply again after a crash, and does not answer again', async () => {
    let answers = 0
    const counting = echo(async () => void (answers += 1))
    const dead = await crashed('fake:crashed')
    const { channel, send, ended } = setup(counting, { room: 'fake:crashed' })
    const turn = await ended(dead)
    expect(turn).toMatchObject({ state: 'done', reply: { text: 'kept before the crash' } })
    expect(channel.shown(turn.threadId)).toEqual(['kept before the crash'])
    await ended(await send('next'))
    expect(answers).toBe(1)
  })

  it('tells the person when a turn cannot be finished, and goes on', async () => {
    const threadId = 'fake:poison'
    const { turnId } = await turns.receive(messageIn(threadId, 'poison', 'p1'))
    for (let life = 0; life < 3; life += 1) {
      await turns.claim('crashing', -1, { channels: ['fake'], threadId })
    }
    const { channel, ended, ask } = setup(echo(), { room: threadId })
    expect(await ended(turnId)).toMatchObject({ state: 'failed' })
    expect(channel.shown(threadId)[0]).toContain('I tried 3 times')
    expect((await ask('next')).state).toBe('done')
  })

  it('tries again when the channel cannot be reached, and shows one answer', async () => {
    const { channel, ask } = setup(echo())
    const refused = new AppError('invalid', 'channel_not_found')
    channel.fail('post', refused, refused)
    const turn = await ask('hello')
    expect(turn.state).toBe('done')
    expect(channel.shown(turn.threadId)).toEqual(['You said hello'])
  })

  /** A turn whose process died after it had kept the reply and before it had ended the turn. */
  async function crashed(threadId: `fake:${string}`): Promise<string> {
    const { turnId } = await turns.receive(messageIn(threadId, 'hello', 'crashed'))
    const [claimed] = await turns.claim('dead', -1, { channels: ['fake'], threadId })
    if (!claimed) return turnId
    await turns.keepReply(claimed.lease, turnId, replyWith('kept before the crash'))
    return turnId
  }
})

function agentOf(answer: (input: AgentInput) => AsyncGenerator<ReplyEvent>): Agent {
  return { name: 'fake', description: 'For tests.', answer }
}

/** Says back what it hears, after whatever it is told to do first. */
function echo(first: (input: AgentInput) => Promise<void> = async () => {}): Agent {
  return agentOf(async function* (input) {
    await first(input)
    const text = `You said ${input.message.text}`
    yield { type: 'text', delta: text }
    yield { type: 'done', reply: replyWith(text) }
  })
}

function replyWith(text: string): Reply {
  const route = { project: 'fake', intent: 'echo', agents: [], symbols: [], period: null }
  return { text, route, verdicts: [], evidence: [], choices: [], usage: [], timings: {} }
}

function replyAbout(symbol: string): Reply {
  const { route, ...reply } = replyWith('Fine.')
  const verdict = { analyst: 'a', symbol, rating: 'hold', confidence: 1, coverage: '' }
  const evidence = {
    id: 'e',
    tool: 'fake.tool',
    arguments: {},
    source: 'fake',
    asOf: '2026-01-05',
    fetchedAt: '2026-01-05T12:00:00Z',
    freshness: 'closed',
    values: {},
    units: {},
  } as const
  const verdicts = [{ ...verdict, changes: [], risks: [], evidence }]
  return { ...reply, route: { ...route, symbols: [symbol] }, verdicts }
}

function messageIn(room: string, text: string, id: string): IncomingMessage {
  return {
    id,
    channel: 'fake',
    organisation: { id: 'fake:org', name: 'Org' },
    roomId: room,
    threadId: room as `fake:${string}`,
    author: { id: 'ann', name: 'Ann' },
    text,
    addressed: true,
    sentAt: new Date(),
  }
}
