import { Writable } from 'node:stream'

import { afterEach, beforeEach, expect, it } from 'vitest'

import { deliver } from '../../../channels/deliver.ts'
import { doneWith, memoryRecords, settled } from '../../../channels/fake.ts'
import { slackChannel } from '../../../channels/slack/index.ts'
import { scopes } from '../../../channels/slack/scopes.ts'
import { threadIdOf } from '../../../channels/slack/thread-id.ts'
import { openLogger } from '../../../core/logger.ts'
import type { Channel, ReplyEvent, ReplyStream } from '../../../core/types.ts'
import { type People, peopleIn } from '../../fakes/slack/acting.ts'
import type { AskedCall } from '../../fakes/slack/exchange.ts'
import { type FakeSlack, openFakeSlack } from '../../fakes/slack/fake-slack.ts'
import { screenOf } from '../../fakes/slack/screen.ts'
import type { Room, User, Workspace } from '../../fakes/slack/world.ts'
import { openTime, type Time } from './time.ts'
import { openWatch, type Watch } from './watch.ts'

let slack: FakeSlack
let workspace: Workspace
let people: People
let ann: User
let time: Time
let watch: Watch
let channel: Channel

beforeEach(async () => {
  slack = await openFakeSlack()
  workspace = slack.open({ teamId: 'T1', scopes })
  people = peopleIn(slack, workspace)
  ann = people.person('Ann')
  time = openTime()
  watch = openWatch()
  const { teamId, botId, botUserId, tokens } = workspace
  const [botToken = ''] = tokens
  const to = new Writable({ write: (_chunk, _encoding, done) => done() })
  const slackApp = slackChannel({
    installations: {
      find: async () => ({ teamId, botToken, botId, botUserId }),
      has: async () => true,
      replaced: async () => null,
      forget: async () => {},
    },
    apiUrl: slack.apiUrl,
    logger: openLogger({ level: 'silent', to }),
    clock: time,
  })
  channel = watch.over(slackApp)
})
afterEach(() => slack.close())

it('honours Retry-After in the room that it was said of, and delays no other', async () => {
  let refusals = 3
  slack.trouble = ({ method, arguments: { channel: room } }: AskedCall) => {
    if (method === 'chat.startStream') return { error: 'unknown_method' }
    const isRefused = method === 'chat.postMessage' && room === 'C1' && refusals-- > 0
    return isRefused ? { retryAfterSeconds: 20 } : null
  }
  const limited = people.room('C1', [ann])
  const free = people.room('C2', [ann])
  const ends = await delivered([
    { room: limited, reply: written(['One.'], 0) },
    { room: free, reply: written(['Two.'], 0) },
    { room: free, reply: written(['Three.'], 0, 10_000) },
  ])
  expect(ends).toEqual([60_000, 0, 10_000])
  expect([screenOf(limited), screenOf(free)]).toEqual([['One.'], ['Two.', 'Three.']])
})

it('leaves the others their share when one room is busy, under the limits of Slack itself', async () => {
  const busy = people.room('C1', [ann])
  const quiet = people.room('C2', [ann])
  const words = Array.from({ length: 90 }, (_, at) => `word ${at} `)
  const noisy = Array.from({ length: 6 }, () => ({ room: busy, reply: written(words, 1_000) }))
  const later = { room: quiet, reply: written(['Here you are.'], 1_000, 60_000) }
  const ends = await delivered([...noisy, later])
  expect(ends.at(-1)).toBeLessThan(60_000 + 6_000)
  expect(slack.calls.filter(({ error }) => error !== null)).toEqual([])
  expect(screenOf(busy)).toEqual(noisy.map(() => `✓ Done\n${words.join('').trim()}`))
  expect(screenOf(quiet)).toEqual(['✓ Done\nHere you are.'])
})

it('answers forty rooms at once, whole, though Slack allows twenty streams a minute', async () => {
  const all = Array.from({ length: 40 }, (_, at) => people.room(`C${at}`, [ann]))
  await delivered(all.map((room) => ({ room, reply: written(['Half. ', 'Whole.'], 2_000) })))
  expect(slack.calls.filter(({ error }) => error !== null)).toEqual([])
  for (const room of all) {
    const [shown = '', ...more] = screenOf(room)
    expect(shown.replace('✓ Done\n', '')).toBe('Half. Whole.')
    expect(more).toEqual([])
  }
})

interface Asked {
  readonly room: Room
  readonly reply: ReplyStream
}

/** A reply of which a piece is written every so often, from some moment on. */
async function* written(
  words: readonly string[],
  everyMs: number,
  fromMs = 0,
): AsyncGenerator<ReplyEvent> {
  await time.sleep(fromMs)
  for (const delta of words) {
    yield { type: 'text', delta }
    await time.sleep(everyMs)
  }
  yield doneWith(words.join('').trim())
}

/** Delivers them all; time passes whenever nothing is on its way. Answers when each of them ended. */
async function delivered(asked: readonly Asked[]): Promise<readonly number[]> {
  const ends = new Map<number, number>()
  for (const [at, { room, reply }] of asked.entries()) {
    const question = people.write({ user: ann, room, text: 'hello' })
    const threadId = threadIdOf({ teamId: 'T1', roomId: room.id, threadTs: question.ts })
    const to = { threadId, turnId: `turn-${at}`, authorId: ann.id }
    const delivery = deliver(channel, to, reply, memoryRecords(), { clock: time })
    void delivery.then(() => ends.set(at, time.now()))
  }
  while (ends.size < asked.length) {
    await watch.idle()
    await settled()
    const ms = watch.isIdle() ? (time.nextIn() ?? 0) : 0
    slack.clock.advance(ms)
    time.pass(ms)
  }
  return asked.map((_, at) => ends.get(at) ?? Number.NaN)
}
