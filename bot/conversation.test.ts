import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { AppError } from '../core/errors.ts'
import type { TurnStore } from '../core/turn-store.ts'
import type { Agent, AgentInput, Reply } from '../core/types.ts'
import type { Database } from '../storage/database.ts'
import { databaseKinds, testDatabase } from '../storage/test-database.ts'
import { postgresTurns } from '../storage/turns.ts'
import type { Runner } from './runner.ts'
import {
  agentOf,
  echo,
  messageIn,
  openTalk,
  replyWith,
  type Talk,
  type TalkOptions,
  thinking,
} from './test-conversation.ts'

describe.each(databaseKinds())('a conversation on %s', (kind) => {
  let database: Database
  let turns: TurnStore
  const runners: Runner[] = []

  beforeAll(async () => {
    database = await testDatabase(kind)
    turns = postgresTurns(database)
  })
  afterAll(async () => {
    await Promise.all(runners.map((runner) => runner.drain(1_000)))
    await database.close()
  })

  function setup(agent: Agent, options?: TalkOptions): Talk {
    const opened = openTalk(turns, agent, options)
    runners.push(opened.runner)
    return opened
  }

  it('answers a message in its thread and keeps the turn', async () => {
    const { channel, ask } = setup(echo())
    const turn = await ask('hello')
    expect(turn).toMatchObject({ state: 'done', reply: { text: 'You said hello' } })
    expect(channel.shown(turn.threadId)).toEqual(['You said hello'])
    expect(await turns.posts(turn.id)).toMatchObject([{ part: 0, shown: '' }])
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
    const { agent, begun, aborted } = thinking()
    const { channel, runner, send, ended } = setup(agent)
    const turnId = await send('hello')
    await begun
    expect(await runner.stopTurn(turnId)).toBe('asked')
    const turn = await ended(turnId)
    expect(turn.state).toBe('stopped')
    expect(await aborted).toBeInstanceOf(AppError)
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
    const { threadId } = (await turns.find(turnId)) ?? messageIn('fake:nowhere', '', '')
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
    const turnId = await turns.receive(messageIn(threadId, 'poison', 'p1'))
    for (let life = 0; life < 3; life += 1) {
      await turns.claim('crashing', -1, { channels: ['fake'], threadId })
    }
    await turns.releaseAll('crashing')
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
    const turnId = await turns.receive(messageIn(threadId, 'hello', 'crashed'))
    const [claimed] = await turns.claim('dead', -1, { channels: ['fake'], threadId })
    if (!claimed) return turnId
    await turns.keepReply(claimed.lease, turnId, replyWith('kept before the crash'))
    return turnId
  }
})

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
