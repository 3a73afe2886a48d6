import type { Sql } from '../storage/database.ts'
import { testDatabase } from '../storage/test-database.ts'
import { testDatabaseUrl } from '../test/environment.ts'
import { type BenchResult, type Timing, timingOf } from './bench.ts'
import { hubShape, sampleTurn } from './checkpoints/hub-shape.ts'
import { type Measured, official, ours } from './checkpoints/savers.ts'

const runs = 60
const atOnce = 200
const analysts = 3

/** What it costs to keep a turn's progress: our saver beside LangGraph's own for Postgres, on one server. */
export async function run(): Promise<BenchResult> {
  const title = 'A turn of the graph with its progress kept, nodes idle'
  const adminUrl = testDatabaseUrl()
  if (adminUrl === undefined) {
    process.stderr.write('The bench of checkpoints is left out (needs TEST_DATABASE_URL).\n')
    return { title, rows: [] }
  }
  const database = await testDatabase('server')
  const url = await urlOf(database.sql, adminUrl)
  const savers = [await official(url, database.sql), ours(url, database.sql)]
  try {
    const sample = await sampleTurn()
    const rows = await compare(
      savers.map((saver) => ({ ...saver, graph: hubShape(sample, saver.saver) })),
    )
    return { title, rows }
  } finally {
    await Promise.all(savers.map((saver) => saver.end()))
    await database.close()
  }
}

interface Subject extends Measured {
  readonly graph: ReturnType<typeof hubShape>
}

async function urlOf(sql: Sql, adminUrl: string): Promise<string> {
  const [{ name }] = await sql<[{ name: string }]>`select current_database() as name`
  return String(Object.assign(new URL(adminUrl), { pathname: name }))
}

async function compare(savers: readonly Subject[]): Promise<Timing[]> {
  const rows: Timing[] = []
  for (const saver of savers) process.stdout.write(`${await counted(saver)}\n`)
  for (const saver of savers) rows.push(await oneByOne(saver))
  return [...rows, ...(await crowds(savers))]
}

/**
 * What many turns at once leave in empty tables, and the statements they take, shared among them; and those of
 * one turn whose analysts end one after the other: the dearest case, for nothing can be sent together.
 */
async function counted(saver: Subject): Promise<string> {
  const ids = await newTurns(saver, atOnce)
  const crowd = await statementsOf(saver, async () => {
    await Promise.all(ids.map((turnId) => answer(saver, { turnId, apartMs: 0 })))
  })
  const { rows, bytes } = await saver.stored()
  await Promise.all(ids.map((turnId) => saver.saver.deleteThread(turnId)))
  const turnId = await saver.newTurn()
  const alone = await statementsOf(saver, () => turn(saver, { turnId, apartMs: 20 }))
  const each = [crowd, rows, bytes].map((count) => (count / atOnce).toFixed(count < atOnce ? 2 : 0))
  return (
    `${saver.name}, a turn: ${alone} statements (${each[0]} without the delete when ` +
    `${atOnce} run at once), ${each[1]} rows, ${each[2]} bytes on disk`
  )
}

async function statementsOf(saver: Subject, work: () => Promise<void>): Promise<number> {
  const before = saver.statements()
  await work()
  return saver.statements() - before
}

async function oneByOne(saver: Subject): Promise<Timing> {
  const times: number[] = []
  for (let at = 0; at < runs; at += 1) {
    const turnId = await saver.newTurn()
    const startedAt = performance.now()
    await turn(saver, { turnId, apartMs: 0 })
    times.push(performance.now() - startedAt)
  }
  return timingOf(`${saver.name}, one turn after the other`, times)
}

/** They take turns, so that a busy moment of the machine is shared by all. */
async function crowds(savers: readonly Subject[]): Promise<Timing[]> {
  const times = savers.map((): number[] => [])
  for (let at = 0; at < 7; at += 1) {
    for (const [index, saver] of savers.entries()) times[index]?.push(await together(saver))
  }
  return savers.map(({ name }, index) => {
    const timing = timingOf(`${name}, ${atOnce} turns at once, each`, times[index] ?? [])
    process.stdout.write(`${name}: ${(1_000 / timing.medianMs).toFixed(0)} turns a second\n`)
    return timing
  })
}

/** The time of all, shared among them. */
async function together(saver: Subject): Promise<number> {
  const ids = await newTurns(saver, atOnce)
  const startedAt = performance.now()
  await Promise.all(ids.map((turnId) => turn(saver, { turnId, apartMs: 0 })))
  return (performance.now() - startedAt) / atOnce
}

function newTurns(saver: Subject, count: number): Promise<string[]> {
  return Promise.all(Array.from({ length: count }, () => saver.newTurn()))
}

interface Run {
  readonly turnId: string
  readonly apartMs: number
}

async function turn(saver: Subject, which: Run): Promise<void> {
  await answer(saver, which)
  await saver.saver.deleteThread(which.turnId)
}

async function answer(saver: Subject, { turnId, apartMs }: Run): Promise<void> {
  await saver.open(turnId)
  const config = { configurable: { thread_id: turnId }, context: { apartMs } }
  const { findings } = await saver.graph.invoke({ startedAt: performance.now() }, config)
  saver.close(turnId)
  if (findings.length !== analysts) throw new Error('an analyst is missing')
}
