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

  const lastWords = 'I was about to say something else.'

  /** Says something, and then nothing until it is told to end. */
  const slow = () =>
    agentOf(async function* ({ signal }) {
      yield { type: 'text', delta: 'I was' }
      yield { type: 'text', delta: lastWords.slice('I was'.length) }
      await once(signal, 'abort')
      yield { type: 'failed', error: AppError.from(signal.reason), partial: 'I was' }
    })

  /**
   * A process that stands still from its first call of that kind on, before it is made or before its answer is heard,
   * until it is woken, and cannot renew its lease meanwhile.
   */
  function sleeper(fake: FakeChannel, verb: 'post' | 'edit' | 'live', when = 'before') {
    const asleep = Promise.withResolvers<void>()
    const woken = Promise.withResolvers<void>()
    let isAsleep = false
    async function nap(): Promise<void> {
      isAsleep = true
      asleep.resolve()
      await woken.promise
      isAsleep = false
    }
    function napping<A extends unknown[], T>(call: (...given: A) => Promise<T>) {
      return async (...given: A) => {
        if (when === 'before') await nap()
        const answer = await call(...given)
        if (when === 'after') await nap()
        return answer
      }
    }
    const { live = notLive } = fake
    const channel = {
      ...fake,
      ...(verb === 'post' && { post: napping(fake.post) }),
      ...(verb === 'edit' && { edit: napping(fake.edit) }),
      ...(verb === 'live' && { live: napping(live) }),
    }
    const renew: TurnStore['renew'] = (...lease) =>
      isAsleep ? Promise.reject(away) : turns.renew(...lease)
    return { channel, turns: { ...turns, renew }, asleep: asleep.promise, wake: woken.resolve }
  }

  /** Somebody asks, and a process falls asleep over the answer; another takes its place. */
  async function takenOver(
    fake: FakeChannel,
    first: Pick<ReturnType<typeof sleeper>, 'channel' | 'turns' | 'asleep'>,
    others: TurnStore = turns,
  ) {
    rooms += 1
    const room = `fake:late-${kind}-${rooms}` as const
    const there = openTalk(first.turns, slow(), { room, channel: first.channel, leaseMs: 300 })
    const id = await there.send('hello')
    await first.asleep
    const here = openTalk(others, echo(), { room, channel: fake })
    runners.push(there.runner, here.runner)
    return { id, room, ended: () => here.ended(id) }
  }

  async function expectOnlyTheAnswer(
    fake: FakeChannel,
    { id, room }: { id: string; room: string },
  ) {
    await expect.poll(() => fake.shown(room), patience).toEqual(['You said hello'])
    await expect.poll(async () => (await turns.find(id))?.state, patience).toBe('done')
    expect((await turns.find(id))?.reply?.text).toBe('You said hello')
    expect(fake.shown(room)).toEqual(['You said hello'])
  }

  const limits = { editEveryMs: 0 }
  const forgetful = { limits, isForgetful: true }

  it('give way to the answer that somebody else has shown meanwhile', async () => {
    const fake = fakeChannel({ limits })
    const first = sleeper(fake, 'edit')
    const turn = await takenOver(fake, first)
    await turn.ended()
    expect(fake.shown(turn.room)).toEqual(['You said hello'])
    const before = fake.calls.length
    first.wake()
    await expect.poll(() => fake.calls.length, patience).toBeGreaterThan(before + 1)
    await expectOnlyTheAnswer(fake, turn)
  })

  it('give way to an answer whose words are all shown, and is not kept yet', async () => {
    const fake = fakeChannel({ limits })
    const first = sleeper(fake, 'edit')
    const late = Promise.withResolvers<void>()
    const keepReply: TurnStore['keepReply'] = async (...given) => {
      await late.promise
      await turns.keepReply(...given)
    }
    const showAgain: TurnStore['showAgain'] = async (...given) => {
      expect(fake.shown(turn.room)).toEqual([lastWords])
      await turns.showAgain(...given)
      late.resolve()
    }
    const turn = await takenOver(
      fake,
      { ...first, turns: { ...first.turns, showAgain } },
      { ...turns, keepReply },
    )
    await expect.poll(() => fake.shown(turn.room), patience).toEqual(['You said hello'])
    first.wake()
    await turn.ended()
    await expectOnlyTheAnswer(fake, turn)
  })

  it('give way to an answer that is shown, and has not ended yet', async () => {
    const fake = fakeChannel({ limits })
    const first = sleeper(fake, 'edit')
    const ending = Promise.withResolvers<void>()
    const late = Promise.withResolvers<void>()
    const end: TurnStore['end'] = async (...given) => {
      ending.resolve()
      await late.promise
      return turns.end(...given)
    }
    const showAgain: TurnStore['showAgain'] = async (...given) => {
      expect(fake.shown(turn.room)).toEqual([lastWords])
      await turns.showAgain(...given)
      late.resolve()
    }
    const turn = await takenOver(
      fake,
      { ...first, turns: { ...first.turns, showAgain } },
      { ...turns, end },
    )
    await ending.promise
    first.wake()
    await late.promise
    await expectOnlyTheAnswer(fake, turn)
  })

  it.each([
    ['post', forgetful],
    ['live', { ...forgetful, isLive: true }],
  ] as const)('are taken away when they are a second %s', async (verb, options) => {
    const fake = fakeChannel(options)
    const first = sleeper(fake, verb)
    const turn = await takenOver(fake, first)
    await turn.ended()
    expect(fake.shown(turn.room)).toEqual(['You said hello'])
    first.wake()
    await expect.poll(() => fake.calls, patience).toContain('remove 2')
    await expectOnlyTheAnswer(fake, turn)
  })

  it('stay where somebody else has found them and goes on in them', async () => {
    const fake = fakeChannel(forgetful)
    const first = sleeper(fake, 'post', 'after')
    const shownAgain = Promise.withResolvers<void>()
    const showAgain: TurnStore['showAgain'] = async (...given) => {
      await turns.showAgain(...given)
      shownAgain.resolve()
    }
    const turn = await takenOver(fake, { ...first, turns: { ...first.turns, showAgain } })
    await turn.ended()
    first.wake()
    await shownAgain.promise
    await expectOnlyTheAnswer(fake, turn)
    expect(fake.calls).not.toContain('remove 1')
  })

  it('are shown anew when somebody found them just before they were taken away', async () => {
    const fake = fakeChannel(forgetful)
    const first = sleeper(fake, 'post', 'after')
    const looked = Promise.withResolvers<void>()
    const adopted = Promise.withResolvers<void>()
    let looks = 0
    const posts: TurnStore['posts'] = async (turnId) => {
      const before = await turns.posts(turnId)
      looks += 1
      // The first was before it began to deliver.
      if (looks === 1) return before
      looked.resolve()
      await adopted.promise
      return before
    }
    // Takes the turn, and looks for the post only once the other has seen that it is not recorded.
    const find: FakeChannel['find'] = async (...asked) => {
      first.wake()
      await looked.promise
      return (await fake.find?.(...asked)) ?? null
    }
    const turn = await takenOver({ ...fake, find }, { ...first, turns: { ...first.turns, posts } })
    await turn.ended()
    adopted.resolve()
    await expect.poll(() => fake.calls, patience).toContain('remove 1')
    await expectOnlyTheAnswer(fake, turn)
    expect([...fake.posts.keys()]).toEqual(['2'])
  })
})

/** On a machine that does much else. */
const patience = { timeout: 15_000 }

let rooms = 0

function notLive(): Promise<never> {
  return Promise.reject(new AppError('bug', 'this channel is not live'))
}
