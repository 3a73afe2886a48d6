import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

import { type BenchResult, type Timing, timingOf } from './bench.ts'
import { bare, provider, startServer, type Subject, wholeLayer } from './models/subjects.ts'

const streams = 200
const chunks = 400
const rounds = 11
const firsts = 400
const aborted = 10_000

/**
 * What our layer costs over the SDK it is built on, in CPU of this process: the server is another one. And
 * whether streams that people stopped leave anything behind.
 */
export async function run(): Promise<BenchResult> {
  const server = await startServer(chunks)
  try {
    const url = `${server.url}/v1`
    const subjects = [bare(url), provider(url), await wholeLayer(url)]
    const rows = [...(await throughput(subjects)), ...(await firstTokens(subjects))]
    process.stdout.write(`${await memory(await wholeLayer(`${server.url}/silent`))}\n`)
    return { title: `Model layer, ${streams} streams of ${chunks} chunks at once`, rows }
  } finally {
    await server.close()
  }
}

/** The subjects take turns, so that a busy moment of the machine is shared by all. */
async function throughput(subjects: readonly Subject[]): Promise<Timing[]> {
  const times = subjects.map((): number[] => [])
  for (let round = -2; round < rounds; round += 1) {
    for (const [index, subject] of subjects.entries()) {
      const ms = await cpuOf(() => together(subject))
      if (round >= 0) times[index]?.push(ms)
    }
  }
  const names = subjects.map(({ name }) => `CPU of all streams: ${name}`)
  return judged(names, times, (baseMs) => baseMs * 1.05)
}

async function together(subject: Subject): Promise<void> {
  const { signal } = new AbortController()
  const counts = await Promise.all(Array.from({ length: streams }, () => subject.read(signal)))
  if (counts.some((count) => count !== chunks)) throw new Error(`${subject.name} lost a chunk`)
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
  const names = subjects.map(({ name }) => `first text: ${name}`)
  return judged(names, times, (baseMs) => baseMs + 1)
}

/** The last is the whole; the first is what it may not exceed by much. */
function judged(
  names: readonly string[],
  times: readonly (readonly number[])[],
  target: (baseMs: number) => number,
): Timing[] {
  const rows = names.map((name, index) => timingOf(name, times[index] ?? []))
  const [base] = rows
  const targetMs = Number(target(base?.medianMs ?? 0).toFixed(2))
  return rows.map((row, index) => (index === rows.length - 1 ? { ...row, targetMs } : row))
}

async function cpuOf(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
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
