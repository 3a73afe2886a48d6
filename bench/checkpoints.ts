import type { Sql } from '../storage/database.ts'
import { testDatabase } from '../storage/test-database.ts'
import { testDatabaseUrl } from '../test/environment.ts'
import { type BenchResult, type Timing, timingOf, verdict } from './bench.ts'
import { hubShape, sampleTurn } from './checkpoints/hub-shape.ts'
import { type Measured, official, ours } from './checkpoints/savers.ts'

const runs = 60
const atOnce = 200
/** So many times all at once: pages of tables are coarse, and what a table takes when empty shall not count. */
const crowdsWeighed = 5
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
  const costs: Cost[] = []
  for (const saver of savers) costs.push(await counted(saver))
  const rows: Timing[] = []
  for (const saver of savers) rows.push(await oneByOne(saver))
  const crowd = await crowds(savers)
  for (const [at, { name }] of savers.entries()) say(name, costs[at], crowd[at])
  process.stdout.write(`${compared(costs, crowd)}\n`)
  return [...rows, ...crowd]
}

/** What it takes to keep a turn, on average. */
interface Cost {
  /** Of one turn whose analysts end one after the other: the dearest case, for nothing can be sent together. */
  readonly statements: number
  /** Of many turns at once, shared among them, without those that delete. */
  readonly sharedStatements: number
  readonly rows: number
  /** On disk, in tables that were empty. */
  readonly bytes: number
}

async function counted(saver: Subject): Promise<Cost> {
  const ids: string[] = []
  const crowd = await statementsOf(saver, async () => {
    for (let at = 0; at < crowdsWeighed; at += 1) ids.push(...(await answered(saver)))
  })
  const { rows, bytes } = await saver.stored()
  await Promise.all(ids.map((turnId) => saver.saver.deleteThread(turnId)))
  const turnId = await saver.newTurn()
  const statements = await statementsOf(saver, () => turn(saver, { turnId, apartMs: 20 }))
  return {
    statements,
    sharedStatements: crowd / ids.length,
    rows: rows / ids.length,
    bytes: Math.round(bytes / ids.length),
  }
}

async function answered(saver: Subject): Promise<readonly string[]> {
  const ids = await newTurns(saver, atOnce)
  await Promise.all(ids.map((turnId) => answer(saver, { turnId, apartMs: 0 })))
  return ids
}

function say(name: string, cost: Cost | undefined, crowd: Timing | undefined): void {
  if (!cost || !crowd) return
  const { statements, sharedStatements, rows, bytes } = cost
  process.stdout.write(
    `${name}, a turn: ${statements} statements (${sharedStatements.toFixed(2)} without the delete ` +
      `when ${atOnce} run at once), ${rows} rows, ${bytes} bytes on disk; ` +
      `${(1_000 / crowd.medianMs).toFixed(0)} turns a second\n`,
  )
}

/** How many times less ours takes than the official one. */
function compared([theirs, own]: readonly Cost[], [slow, fast]: readonly Timing[]): string {
  const times = (of: number | undefined, to: number | undefined) => (of ?? NaN) / (to ?? NaN)
  const statements = times(theirs?.statements, own?.statements)
  const bytes = times(theirs?.bytes, own?.bytes)
  const rate = times(slow?.medianMs, fast?.medianMs)
  return (
    `our saver: 1/${statements.toFixed(1)} of the statements ${verdict(statements >= 5, '≤ 1/5')}, ` +
    `1/${bytes.toFixed(1)} of the bytes ${verdict(bytes >= 5, '≤ 1/5')}, ` +
    `${rate.toFixed(1)}× the turns a second ${verdict(rate >= 2, '≥ 2×')}`
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
  return savers.map(({ name }, index) =>
    timingOf(`${name}, ${atOnce} turns at once, each`, times[index] ?? []),
  )
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
