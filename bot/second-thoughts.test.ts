import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { type FakeChannel, fakeChannel } from '../channels/fake.ts'
import type { TurnStore } from '../core/turn-store.ts'
import type { Agent } from '../core/types.ts'
import type { Database } from '../storage/database.ts'
import { databaseKinds, testDatabase } from '../storage/test-database.ts'
import { postgresTurns } from '../storage/turns.ts'
import { inboxOf } from './conversation.ts'
import { localDoorbell } from './doorbell.ts'
import type { Runner } from './runner.ts'
import {
  agentOf,
  echo,
  messageIn,
  openTalk,
  type Talk,
  type TalkOptions,
  thinking,
} from './test-conversation.ts'

describe.each(databaseKinds())('a person who thinks again on %s', (kind) => {
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

  it('takes "stop" for the answer being written, and gives each message one answer', async () => {
    const { agent, begun } = thinking()
    const { channel, send, ended } = setup(agent)
    const turnId = await send('hello')
    await begun
    const last = await ended(await send(' Stop! '))
    expect((await turns.find(turnId))?.state).toBe('stopped')
    expect(last.state).toBe('done')
    expect(channel.shown(last.threadId)).toEqual(['Let me think\n\nStopped.', 'Stopped.'])
  })

  it('ends the answer that is being written when a button says so', async () => {
    const { agent, begun } = thinking()
    const { talk, send, ended } = setup(agent)
    const turnId = await send('hello')
    await begun
    const turn = await turns.find(turnId)
    if (turn) await talk.stop(turn.threadId)
    expect((await ended(turnId)).state).toBe('stopped')
  })

  it('takes what is said to others only where it has spoken', async () => {
    const room = 'fake:company' as const
    const { talk, ask } = setup(echo(), { room })
    const inbox = inboxOf(talk, turns)
    const aside = { ...messageIn(room, 'lunch?', 'aside'), addressed: false }
    expect(await inbox.receive(aside)).toBe(null)
    expect(await turns.thread(room, 1)).toEqual([])
    await ask('hello')
    expect(await inbox.receive(aside)).not.toBeNull()
  })

  it('takes "cancel" for the answer that is waited for, and leaves what comes later alone', async () => {
    const room = 'fake:cancelled' as const
    const ids: string[] = []
    const early = setup(echo(), { room })
    await early.runner.drain(0)
    for (const text of ['hello', 'cancel', 'next']) ids.push(await early.send(text))
    await early.send('cancel', 'again')
    const { channel, ended } = setup(echo(), { room })
    const states = []
    for (const id of ids) states.push((await ended(id)).state)
    expect(states).toEqual(['stopped', 'done', 'stopped'])
    expect((await ended(await early.send('cancel', 'again'))).state).toBe('done')
    expect(channel.shown(room)).toEqual(['Stopped.', 'Stopped.'])
  })

  it('says that nothing runs when there is nothing to stop, and does not ask an agent', async () => {
    const { ask } = setup(echo())
    await ask('hello')
    expect((await ask('stop it')).reply?.text).toBe('Nothing is running.')
    expect((await ask('stop the losses?')).reply?.text).toBe('You said stop the losses?')
    expect((await ask('retry')).reply?.text).toBe('You said stop the losses?')
  })

  it('takes "retry" after "stop" for the question that was stopped', async () => {
    let runs = 0
    const { agent, begun } = thinking()
    const second = echo()
    const both = agentOf((input) => ((runs += 1) === 1 ? agent : second).answer(input))
    const { ask, send } = setup(both)
    await send('hello')
    await begun
    await ask('stop')
    expect((await ask('retry')).reply?.text).toBe('You said hello')
  })

  it('answers a question in its new words, in the same posts', async () => {
    const { channel, talk, ask, ended } = setup(echo())
    const { id, threadId, message } = await ask('hello')
    await talk.edit({ ...message, text: 'goodbye' })
    expect((await ended(id)).reply?.text).toBe('You said goodbye')
    expect(channel.shown(threadId)).toEqual(['You said goodbye'])
    await talk.edit({ ...message, text: 'goodbye' })
    await talk.edit({ ...message, id: 'unknown', text: 'goodbye' })
    expect((await turns.thread(threadId, 10)).map(({ state }) => state)).toEqual(['done'])
  })

  it('begins anew when the question changes while it is answered', async () => {
    let runs = 0
    const { agent, begun } = thinking()
    const second = echo()
    const both = agentOf((input) => ((runs += 1) === 1 ? agent : second).answer(input))
    const { channel, talk, send, ended } = setup(both)
    const id = await send('hello')
    await begun
    await expect.poll(() => turns.posts(id)).toMatchObject([{ postId: '1' }])
    const { message, threadId } = (await turns.find(id)) ?? (await ended(id))
    await talk.edit({ ...message, text: 'goodbye' })
    expect(await ended(id)).toMatchObject({ state: 'done', reply: { text: 'You said goodbye' } })
    expect(channel.shown(threadId)).toEqual(['You said goodbye'])
  })

  it('changes a question that another process answers, which hears of it at once', async () => {
    const shared = { room: 'fake:shared', doorbell: localDoorbell(), leaseMs: 600_000 } as const
    let runs = 0
    const { agent, begun, aborted } = thinking()
    const second = echo()
    const both = agentOf((input) => ((runs += 1) === 1 ? agent : second).answer(input))
    const there = setup(both, shared)
    const id = await there.send('hello')
    await begun
    const here = setup(echo(), shared)
    await here.runner.drain(0)
    const { message } = (await turns.find(id)) ?? (await there.ended(id))
    await here.talk.edit({ ...message, text: 'goodbye' })
    expect(await aborted).toMatchObject({ code: 'conflict' })
    expect((await there.ended(id)).reply?.text).toBe('You said goodbye')
  })

  it('stops an answer that another process writes, which hears of it at once', async () => {
    const shared = { room: 'fake:stopped', doorbell: localDoorbell(), leaseMs: 600_000 } as const
    const { agent, begun } = thinking()
    const there = setup(agent, shared)
    const id = await there.send('hello')
    await begun
    const here = setup(echo(), shared)
    await here.runner.drain(0)
    expect(await here.runner.stopTurn(id)).toBe('asked')
    expect((await there.ended(id)).state).toBe('stopped')
  })

  it('finds the post that was being made while the question changed', async () => {
    const fake = fakeChannel({ isForgetful: true, limits: { editEveryMs: 0 } })
    const [posting, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const channel: FakeChannel = {
      ...fake,
      async post(...post) {
        posting.resolve()
        await gate.promise
        return fake.post(...post)
      },
    }
    let runs = 0
    const { agent, aborted } = thinking()
    const second = echo()
    const both = agentOf((input) => ((runs += 1) === 1 ? agent : second).answer(input))
    const { talk, send, ended } = setup(both, { channel })
    const id = await send('hello')
    await posting.promise
    const { message, threadId } = (await turns.find(id)) ?? (await ended(id))
    await talk.edit({ ...message, text: 'goodbye' })
    await aborted
    // Nobody else begins meanwhile, though there was time to.
    for (let asked = 0; asked < 50; asked += 1) await turns.find(id)
    gate.resolve()
    expect((await ended(id)).reply?.text).toBe('You said goodbye')
    expect(channel.shown(threadId)).toEqual(['You said goodbye'])
  })

  it('takes an answer back with its question, and speaks of neither again', async () => {
    const histories: string[][] = []
    const { channel, talk, ask, ended } = setup(
      echo(async ({ history }) => void histories.push(history.map(({ message }) => message.text))),
    )
    const { id, threadId, message } = await ask('my secret')
    await talk.withdraw(message)
    const turn = await ended(id)
    expect(turn).toMatchObject({ state: 'withdrawn', reply: null, message: { text: '' } })
    expect(channel.shown(threadId)).toEqual(['*The question was withdrawn.*'])
    await talk.edit(message)
    await ask('next')
    expect(histories).toEqual([[], []])
  })

  it('does not answer a question that was taken back before its turn came', async () => {
    const gate = Promise.withResolvers<void>()
    const { channel, talk, send, ended } = setup(echo(() => gate.promise))
    const first = await send('one')
    const second = await send('two')
    const { message, threadId } = (await turns.find(second)) ?? (await ended(second))
    await talk.withdraw(message)
    gate.resolve()
    await ended(first)
    expect((await ended(second)).state).toBe('withdrawn')
    expect(channel.shown(threadId)).toEqual(['You said one'])
  })

  it('ends an answer whose question is taken back meanwhile', async () => {
    const { agent, begun } = thinking()
    const { channel, talk, send, ended } = setup(agent)
    const id = await send('hello')
    await begun
    await expect.poll(() => turns.posts(id)).toMatchObject([{ postId: '1' }])
    const { message, threadId } = (await turns.find(id)) ?? (await ended(id))
    await talk.withdraw(message)
    expect((await ended(id)).state).toBe('withdrawn')
    expect(channel.shown(threadId)).toEqual(['*The question was withdrawn.*'])
  })
})
