import { once } from 'node:events'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { type FakeChannel, fakeChannel } from '../channels/fake.ts'
import { AppError } from '../core/errors.ts'
import type { TurnStore } from '../core/turn-store.ts'
import type { Database } from '../storage/database.ts'
import { databaseKinds, testDatabase } from '../storage/test-database.ts'
import { postgresTurns } from '../storage/turns.ts'
import type { Runner } from './runner.ts'
import { agentOf, echo, openTalk } from './test-conversation.ts'

const away = new AppError('unavailable', 'the record is away')

describe.each(databaseKinds())('words that are shown too late on %s', (kind) => {
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

  /** A process that stands still from its first edit on until it is woken, and cannot renew its lease meanwhile. */
  function sleeper(fake: FakeChannel) {
    const asleep = Promise.withResolvers<void>()
    const woken = Promise.withResolvers<void>()
    let isAsleep = false
    const channel: FakeChannel = {
      ...fake,
      async edit(...edit) {
        isAsleep = true
        asleep.resolve()
        await woken.promise
        isAsleep = false
        return fake.edit(...edit)
      },
    }
    const renew: TurnStore['renew'] = (...lease) =>
      isAsleep ? Promise.reject(away) : turns.renew(...lease)
    return { channel, turns: { ...turns, renew }, asleep: asleep.promise, wake: woken.resolve }
  }

  it('give way to the answer that somebody else has shown meanwhile', async () => {
    const fake = fakeChannel({ limits: { editEveryMs: 0 } })
    const first = sleeper(fake)
    const agent = agentOf(async function* ({ signal }) {
      yield { type: 'text', delta: 'I was' }
      yield { type: 'text', delta: ' about to say something else.' }
      await once(signal, 'abort')
      yield { type: 'failed', error: AppError.from(signal.reason), partial: 'I was' }
    })
    const room = `fake:late` as const
    const there = openTalk(first.turns, agent, { room, channel: first.channel, leaseMs: 300 })
    const id = await there.send('hello')
    await first.asleep
    const here = openTalk(turns, echo(), { room, channel: fake })
    runners.push(there.runner, here.runner)
    await here.ended(id)
    expect(fake.shown(room)).toEqual(['You said hello'])

    const before = fake.calls.length
    first.wake()
    await expect.poll(() => fake.calls.length).toBeGreaterThan(before + 1)
    await expect.poll(() => fake.shown(room)).toEqual(['You said hello'])
    await expect.poll(async () => (await turns.find(id))?.state).toBe('done')
    expect((await turns.find(id))?.reply?.text).toBe('You said hello')
  })
})
