import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

import { type BenchResult, median, type Timing, timingOf, verdict } from './bench.ts'
import { bare, provider, startServer, type Subject, wholeLayer } from './models/subjects.ts'

const streams = 200
const chunks = 400
const characters = chunks * 'word '.length
const rounds = 11
const firsts = 400
const aborted = 10_000
/** How many chunks come at once: one, as from a model that writes slowly, or as many as a busy network brings. */
const packets = [1, 4]

/**
 * What our layer costs over the SDK it is built on, in CPU of this process: the server is another one. And
 * whether streams that people stopped leave anything behind.
 */
export async function run(): Promise<BenchResult> {
  const server = await startServer(chunks)
  try {
    const rows: Timing[] = []
    for (const packet of packets) rows.push(...(await throughput(server.url, packet)))
    rows.push(...(await firstTokens(await subjectsAt(`${server.url}/1`))))
    process.stdout.write(`${await memory(await wholeLayer(`${server.url}/silent`))}\n`)
    return { title: `Model layer, ${streams} streams of ${chunks} chunks at once`, rows }
  } finally {
    await server.close()
  }
}

async function subjectsAt(url: string): Promise<readonly Subject[]> {
  return [bare(url), provider(url), await wholeLayer(url)]
}

/** The subjects take turns, so that a busy moment of the machine is shared by all, each of them first in its turn. */
async function throughput(url: string, packet: number): Promise<Timing[]> {
  const subjects = await subjectsAt(`${url}/${packet}`)
  const cpu = subjects.map((): number[] => [])
  const time = subjects.map((): number[] => [])
  for (let round = -2; round < rounds; round += 1) {
    for (let turn = 0; turn < subjects.length; turn += 1) {
      const index = (turn + round + 2) % subjects.length
      const subject = subjects[index]
      if (!subject) continue
      const { cpuMs, tookMs } = await cost(() => together(subject))
      if (round < 0) continue
      cpu[index]?.push(cpuMs)
      time[index]?.push(tookMs)
    }
  }
  const each = packet === 1 ? 'one chunk a packet' : `${packet} chunks a packet`
  process.stdout.write(`${each}: ${judgement(cpu, time)}\n`)
  return subjects.map(({ name }, index) => timingOf(`CPU, ${each}: ${name}`, cpu[index] ?? []))
}

/** The last is the whole; the first is what it may not exceed by much. */
function judgement(cpu: readonly number[][], time: readonly number[][]): string {
  const ratio = median(ratios(cpu))
  const met = verdict(ratio <= 1.05, '≤ 1.05×')
  const took = `${median(ratios(time)).toFixed(2)}× its time`
  return `the whole layer takes ${ratio.toFixed(2)}× the CPU of the bare SDK ${met}, ${took}`
}

/** Of the rounds, the last subject's to the first's. */
function ratios(times: readonly number[][]): number[] {
  const [base = [], whole = []] = [times[0], times.at(-1)]
  return whole.map((ms, round) => ms / (base[round] ?? Number.NaN))
}

async function together(subject: Subject): Promise<void> {
  const { signal } = new AbortController()
  const counts = await Promise.all(Array.from({ length: streams }, () => subject.read(signal)))
  if (counts.some((count) => count !== characters)) throw new Error(`${subject.name} lost a chunk`)
}

async function firstTokens(subjects: readonly Subject[]): Promise<Timing[]> {
  const times = subjects.map((): number[] => [])
  for (let call = -20; call < firsts; call += 1) {
    for (const [index, subject] of subjects.entries()) {
      const startedAt = performance.now()
      await subject.first(new AbortController().signal)
      if (call >= 0) times[index]?.push(performance.now() - startedAt)
    }
  }
  const rows = subjects.map(({ name }, index) =>
    timingOf(`first text: ${name}`, times[index] ?? []),
  )
  const targetMs = Number(((rows[0]?.medianMs ?? 0) + 1).toFixed(2))
  return rows.map((row, index) => (index === rows.length - 1 ? { ...row, targetMs } : row))
}

async function cost(work: () => Promise<void>): Promise<{ cpuMs: number; tookMs: number }> {
  const startedAt = performance.now()
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return { cpuMs: (user + system) / 1_000, tookMs: performance.now() - startedAt }
}

/** One caller's signal for all, like that of a process which lives on; every stream is left in the middle. */
async function memory(subject: Subject): Promise<string> {
  const { signal } = new AbortController()
  const heapBytes = async (count: number) => {
    for (let done = 0; done < count; done += 50) {
      await Promise.all(Array.from({ length: 50 }, () => subject.first(signal)))
    }
    collect()
    return process.memoryUsage().heapUsed
  }
  await heapBytes(500)
  const before = await heapBytes(500)
  const after = await heapBytes(aborted)
  const mib = (bytes: number) => (bytes / 2 ** 20).toFixed(1)
  return `Heap after 1,000 streams left in the middle ${mib(before)} MiB, after ${aborted} more ${mib(after)} MiB`
}

function collect(): void {
  setFlagsFromString('--expose-gc')
  const gc: unknown = runInNewContext('gc')
  if (typeof gc === 'function') gc()
}
