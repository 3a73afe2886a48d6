import type { Sql } from '../storage/database.ts'
import { testDatabase } from '../storage/test-database.ts'
import { testDatabaseUrl } from '../test/environment.ts'
import { type BenchResult, type Timing, timingOf, verdict } from './bench.ts'
import { sampleTurn } from './checkpoints/hub-shape.ts'
import { official } from './checkpoints/savers.ts'
import { hub } from './long-threads/hub.ts'
import type { Subject } from './long-threads/subject.ts'
import { leftBy, saidOf, weighed } from './long-threads/weight.ts'
import { wholeHistory } from './long-threads/whole-history.ts'

const warmUps = 5
/** Messages in the thread before the turn. */
const lengths = [2, 20, 200, 1_000]
/** From this length on, what the bench itself adds to a thread does not matter. */
const long = 200
const mostRatio = 1.2

/**
 * What a turn costs by what was said before it: our hub, from the message to its end, beside a graph of the same
 * shape whose state is the whole history, with LangGraph's own saver for Postgres.
 */
export async function run(): Promise<BenchResult> {
  const title = 'A turn by the messages in its thread, nodes idle'
  const adminUrl = testDatabaseUrl()
  if (adminUrl === undefined) {
    process.stderr.write('The bench of long threads is left out (needs TEST_DATABASE_URL).\n')
    return { title, rows: [] }
  }
  const database = await testDatabase('server')
  const saver = await official(await urlOf(database.sql, adminUrl), database.sql)
  try {
    const sample = await sampleTurn()
    const subjects = [hub(database.sql, sample), wholeHistory(saver, sample)]
    const rows: Timing[] = []
    for (const subject of subjects) {
      const threads = await openThreads(subject)
      const curve = await timed(subject, threads)
      const left = await weighed(subject, database.sql, threads.at(-1) ?? '')
      process.stdout.write(
        `${lateness(subject, curve)}\n${leftBy(subject, left, saidOf(sample))}\n`,
      )
      rows.push(...curve)
    }
    return { title, rows }
  } finally {
    await saver.end()
    await database.close()
  }
}

async function urlOf(sql: Sql, adminUrl: string): Promise<string> {
  const [{ name }] = await sql<[{ name: string }]>`select current_database() as name`
  return String(Object.assign(new URL(adminUrl), { pathname: name }))
}

async function openThreads(subject: Subject): Promise<string[]> {
  const threads: string[] = []
  for (const messages of lengths) threads.push(await subject.newThread(messages))
  return threads
}

/** The lengths take turns, so that a busy moment of the machine is shared by all. */
async function timed(subject: Subject, threads: readonly string[]): Promise<Timing[]> {
  const times = lengths.map((): number[] => [])
  for (let at = -warmUps; at < subject.runs; at += 1) {
    for (const [index, messages] of lengths.entries()) {
      const shared = messages >= long ? threads[index] : undefined
      const tookMs = await timeOf(subject, shared ?? (await subject.newThread(messages)))
      if (at >= 0) times[index]?.push(tookMs)
    }
  }
  return times.map((all, index) => timingOf(`${subject.name}, after ${lengths[index]}`, all))
}

async function timeOf(subject: Subject, threadId: string): Promise<number> {
  const startedAt = performance.now()
  await subject.answer(threadId)
  return performance.now() - startedAt
}

function lateness({ name, isBaseline }: Subject, curve: readonly Timing[]): string {
  const ratio = (curve.at(-1)?.medianMs ?? NaN) / (curve[0]?.medianMs ?? NaN)
  const met = isBaseline ? '' : ` ${verdict(ratio <= mostRatio, `≤ ${mostRatio}×`)}`
  return (
    `${name}: after ${lengths.at(-1)} messages a turn takes ${ratio.toFixed(2)}× the time of one ` +
    `after ${lengths[0]}${met}`
  )
}
