import { randomUUID } from 'node:crypto'

import { Queue } from 'bullmq'

import type { IncomingMessage } from '../core/types.ts'
import { coalesced } from '../storage/coalesced.ts'
import type { Database } from '../storage/database.ts'
import { keep, rowOf } from '../storage/inbox-rows.ts'
import { inbox } from '../storage/inbox.ts'
import { testDatabase } from '../storage/test-database.ts'
import { unpacking } from '../storage/unpack.ts'
import { testRedisUrl } from '../test/environment.ts'
import { type BenchResult, median, timingOf } from './bench.ts'

const levels = [1, 16, 64, 200, 400, 1_000]
/** The subjects take turns in each: what else the machine does meets all of them. */
const rounds = 5
const organisations = 20
/** As in a burst over busy rooms: every tenth message begins a thread, each with a person of its own. */
const messagesInThread = 10
const leastRatio = 2.5
const mostP95Ms = 10

/** What it costs to make messages durable, once each and in order, beside a queue that keeps them in memory. */
export async function run(): Promise<BenchResult> {
  const database = await testDatabase()
  const queue = openQueue()
  try {
    const subjects = [...ours(database), ...(queue ? bullmq(queue) : [])]
    process.stdout.write(`${await unpacked(database)}\n`)
    const takes: Take[] = []
    for (const atOnce of levels) takes.push(...(await measured(subjects, atOnce)))
    if (queue) for (const line of verdicts(takes)) process.stdout.write(`${line}\n`)
    const rows = takes.map(({ subject, atOnce, perSecond, times }) =>
      timingOf(`${subject}, ${atOnce} at once: ${shown(median(perSecond))}`, times),
    )
    return { title: `Intake (database: ${database.kind}), milliseconds a message`, rows }
  } finally {
    await queue?.obliterate({ force: true })
    await queue?.close()
    await database.close()
  }
}

interface Subject {
  readonly name: string
  take(message: IncomingMessage): Promise<unknown>
}

function ours({ sql, intake }: Database): Subject[] {
  return [
    { name: 'inbox', take: inbox(intake) },
    { name: 'a statement each', take: (message) => keep(sql, [rowOf(message)]) },
  ]
}

/** Messages added one by one, and gathered in the way of our own inbox. */
function bullmq(queue: Queue): Subject[] {
  const add = coalesced((messages: readonly IncomingMessage[]) =>
    queue.addBulk(messages.map((data) => ({ name: 'turn', data }))),
  )
  return [
    { name: 'BullMQ add', take: (message) => queue.add('turn', message) },
    { name: 'BullMQ addBulk', take: add },
  ]
}

function openQueue(): Queue | undefined {
  const url = testRedisUrl()
  if (url !== undefined) return new Queue(`bench-${randomUUID()}`, { connection: { url } })
  process.stderr.write('The rows for BullMQ are left out (needs TEST_REDIS_URL).\n')
  return undefined
}

/** How one subject took messages from that many callers, each of whom waits for the answer. */
interface Take {
  readonly subject: string
  readonly atOnce: number
  /** One for each round. */
  readonly perSecond: readonly number[]
  readonly times: readonly number[]
}

async function measured(subjects: readonly Subject[], atOnce: number): Promise<Take[]> {
  const all = subjects.map((): Round[] => [])
  for (let round = -1; round < rounds; round += 1) {
    for (const [at, { take }] of subjects.entries()) {
      const result = await roundOf(take, atOnce)
      if (round >= 0) all[at]?.push(result)
    }
  }
  return subjects.map(({ name: subject }, at) => {
    const took = all[at] ?? []
    const perSecond = took.map((round) => round.perSecond)
    return { subject, atOnce, perSecond, times: took.flatMap(({ times }) => times) }
  })
}

interface Round {
  readonly perSecond: number
  readonly times: readonly number[]
}

async function roundOf(take: Subject['take'], atOnce: number): Promise<Round> {
  const messages = newMessages(Math.min(20_000, 1_000 + atOnce * 40))
  const startedAt = performance.now()
  const times = await takeAll(take, messages, atOnce)
  return { perSecond: (messages.length / (performance.now() - startedAt)) * 1_000, times }
}

/** What taking in leaves to be done before turns can be claimed. */
async function unpacked({ sql, intake }: Database): Promise<string> {
  const messages = newMessages(20_000)
  await takeAll(inbox(intake), messages, 1_000)
  const startedAt = performance.now()
  await unpacking(sql)()
  const perSecond = (messages.length / (performance.now() - startedAt)) * 1_000
  return `What was taken in becomes messages and turns at ${shown(perSecond)}`
}

async function takeAll(
  take: Subject['take'],
  messages: readonly IncomingMessage[],
  atOnce: number,
): Promise<number[]> {
  const times: number[] = []
  const waiting = messages.values()
  await Promise.all(Array.from({ length: atOnce }, work))
  return times

  async function work(): Promise<void> {
    for (const message of waiting) {
      const startedAt = performance.now()
      await take(message)
      times.push(performance.now() - startedAt)
    }
  }
}

function verdicts(takes: readonly Take[]): string[] {
  return levels.map((level) => {
    const [inboxed, , added] = takes.filter(({ atOnce }) => atOnce === level)
    const ratio = ratioOf(inboxed?.perSecond ?? [], added?.perSecond ?? [])
    const { p95Ms } = timingOf('', inboxed?.times ?? [])
    return (
      `${level} at once: ${ratio.toFixed(2)}× the rate of BullMQ add ` +
      `(${ratio < leastRatio ? 'MISSED' : 'met'}, ≥ ${leastRatio}×), p95 ${p95Ms.toFixed(1)} ms ` +
      `(${p95Ms < mostP95Ms ? 'met' : 'MISSED'}, < ${mostP95Ms} ms)`
    )
  })
}

/** The median of the rounds, each beside the round that came right after it. */
function ratioOf(rates: readonly number[], theirs: readonly number[]): number {
  return median(rates.map((perSecond, round) => perSecond / (theirs[round] ?? NaN)))
}

function shown(perSecond: number): string {
  return `${Math.round(perSecond).toLocaleString('en')}/s`
}

function newMessages(count: number): IncomingMessage[] {
  const batch = randomUUID().slice(0, 8)
  return Array.from({ length: count }, (_, at) => {
    const thread = at % Math.ceil(count / messagesInThread)
    const roomId = `${batch}-${thread}`
    return {
      id: `${batch}-${at}`,
      channel: 'fake',
      organisation: { id: `fake:${thread % organisations}`, name: 'Bench' },
      roomId,
      threadId: `fake:${roomId}`,
      author: { id: `person ${thread % 2_000}`, name: 'Ann' },
      text: 'How does AAPL look after its earnings, and what would change your mind about it?',
      addressed: true,
      sentAt: new Date(),
    }
  })
}
