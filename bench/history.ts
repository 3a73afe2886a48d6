import { randomUUID } from 'node:crypto'
import { Writable } from 'node:stream'

import { readConfig } from '../bot/config.ts'
import { type Hub, openHub } from '../bot/hub.ts'
import { fakeChannel } from '../channels/fake.ts'
import { openLogger } from '../core/logger.ts'
import { openMetrics } from '../core/metrics.ts'
import { testDatabaseUrl } from '../test/environment.ts'
import { type BenchResult, type Timing, timingOf } from './bench.ts'

/** How many turns a thread has before the measured ones, and how many threads of that length there are. */
const lengths = [
  { turns: 1, threads: 12 },
  { turns: 10, threads: 12 },
  { turns: 100, threads: 3 },
  { turns: 1_000, threads: 1 },
]
/** Of each length in all, one of each in turn, so that whatever else the machine does is shared. */
const runs = 72
const mostRatio = 1.2

/** What a turn costs late in a long thread, from sent to ended: with demo data, no model, all that the hub does. */
export async function run(): Promise<BenchResult> {
  const DATABASE_URL = testDatabaseUrl()
  const threads = await openThreads({ MARKET_DATA: 'demo', ...(DATABASE_URL && { DATABASE_URL }) })
  const grown: Grown[] = []
  for (const length of lengths) grown.push(await grow(threads, length))
  for (let round = 0; round < runs; round += 1) {
    for (const { ids, times } of grown) times.push(await threads.ask(ids[round % ids.length] ?? ''))
  }
  await threads.close()
  const rows = grown.map(({ turns, times }) =>
    timingOf(`after ${turns.toLocaleString('en')}`, times),
  )
  process.stdout.write(`${verdictOf(rows)}\n`)
  const kind = DATABASE_URL ? 'server' : 'embedded'
  return { title: `A turn after so many others in its thread (database: ${kind})`, rows }
}

interface Grown {
  readonly turns: number
  readonly ids: readonly string[]
  readonly times: number[]
}

async function grow(threads: Threads, length: (typeof lengths)[number]): Promise<Grown> {
  const ids = Array.from({ length: length.threads }, () => randomUUID())
  for (const id of ids) for (let at = 0; at < length.turns; at += 1) await threads.ask(id)
  return { turns: length.turns, ids, times: [] }
}

function verdictOf(rows: readonly Timing[]): string {
  const [one, ten, , thousand] = rows.map(({ medianMs }) => medianMs)
  const late = thousand ?? NaN
  const [toOne, toTen] = [late / (one ?? NaN), late / (ten ?? NaN)]
  const met = toOne <= mostRatio && toTen <= mostRatio ? 'met' : 'MISSED'
  return (
    `After 1,000 turns ${toTen.toFixed(2)}× the cost after 10, ${toOne.toFixed(2)}× that after 1 ` +
    `(${met}, ≤ ${mostRatio}×)`
  )
}

interface Threads {
  /** Asks in a thread, and answers how many milliseconds that took. */
  ask(thread: string): Promise<number>
  close(): Promise<void>
}

async function openThreads(settings: Readonly<Record<string, string>>): Promise<Threads> {
  const ended = new Map<string, () => void>()
  const hub = await openHub({
    config: readConfig(settings),
    openChannels: async () => [fakeChannel({ isLive: true })],
    logger: openLogger({ level: 'silent', to: new Writable({ write: (_c, _e, done) => done() }) }),
    metrics: openMetrics(),
    onProgress: () => {},
    onTurnEnded: (turnId) => ended.get(turnId)?.(),
  })
  return {
    ask: (thread) => oneTurn(hub, ended, thread),
    async close() {
      await hub.drain(1_000)
      await hub.close()
    },
  }
}

async function oneTurn(hub: Hub, ended: Map<string, () => void>, thread: string): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const startedAt = performance.now()
  const turnId = await hub.conversation.receive({
    id: randomUUID(),
    channel: 'fake',
    organisation: { id: 'fake:bench', name: 'Bench' },
    roomId: thread,
    threadId: `fake:${thread}`,
    author: { id: 'ann', name: 'Ann' },
    text: 'How does AAPL look?',
    addressed: true,
    sentAt: new Date(),
  })
  ended.set(turnId, resolve)
  await promise
  return performance.now() - startedAt
}
