import { setTimeout as delay } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

import { type BenchResult, median, type Timing, timingOf, verdict } from './bench.ts'
import { bare, startServer, type Subject, wholeLayer } from './models/subjects.ts'

const streams = 200
const chunks = 200
const characters = chunks * 'word '.length
const rounds = 5
const firsts = 400
const aborted = 10_000

interface Manner {
  readonly path: string
  readonly name: string
  /** How often each stream is read in a round: short rounds are mostly noise. */
  readonly times: number
}

const manners: readonly Manner[] = [
  { path: 'paced', name: '100 chunks a second each', times: 1 },
  { path: '1', name: 'at full speed, 1 chunk a packet', times: 2 },
  { path: '4', name: 'at full speed, 4 chunks a packet', times: 2 },
]

/**
 * What our layer costs over the SDK it is built on, in CPU of this process: the server is another one. And
 * whether streams that people stopped leave anything behind.
 */
export async function run(): Promise<BenchResult> {
  const server = await startServer(chunks)
  try {
    const rows: Timing[] = []
    for (const manner of manners) rows.push(...(await throughput(server.url, manner)))
    rows.push(...(await firstTokens(await subjectsAt(`${server.url}/1`))))
    process.stdout.write(`${await memory(await wholeLayer(`${server.url}/silent`))}\n`)
    return { title: `Model layer, ${streams} streams of ${chunks} chunks at once`, rows }
  } finally {
    await server.close()
  }
}

type Pair = readonly [bare: Subject, whole: Subject]

async function subjectsAt(url: string): Promise<Pair> {
  return [bare(url), await wholeLayer(url)]
}

/** The subjects take turns, each of them first in every other round, so that a busy moment is shared by both. */
async function throughput(url: string, { path, name, times }: Manner): Promise<Timing[]> {
  const [sdk, layer] = await subjectsAt(`${url}/${path}`)
  const costs: { readonly sdk: Cost; readonly layer: Cost }[] = []
  for (let round = -1; round < rounds; round += 1) {
    const first = round % 2 === 0 ? await cost(sdk, times) : undefined
    const whole = await cost(layer, times)
    const base = first ?? (await cost(sdk, times))
    if (round >= 0) costs.push({ sdk: base, layer: whole })
  }
  const cpu = median(costs.map((each) => each.layer.cpuMs / each.sdk.cpuMs))
  const took = median(costs.map((each) => each.layer.tookMs / each.sdk.tookMs))
  const met = verdict(cpu <= 1.05 && took <= 1.05, '≤ 1.05×')
  const said = `${cpu.toFixed(2)}× the CPU of the bare SDK, ${took.toFixed(2)}× its time`
  process.stdout.write(`${name}: ${said} ${met}\n`)
  return [
    timingOf(
      `CPU, ${name}: ${sdk.name}`,
      costs.map((each) => each.sdk.cpuMs),
    ),
    timingOf(
      `CPU, ${name}: ${layer.name}`,
      costs.map((each) => each.layer.cpuMs),
    ),
  ]
}

interface Cost {
  readonly cpuMs: number
  readonly tookMs: number
}

async function cost(subject: Subject, times: number): Promise<Cost> {
  const startedAt = performance.now()
  const before = process.cpuUsage()
  for (let time = 0; time < times; time += 1) await together(subject)
  const { user, system } = process.cpuUsage(before)
  return { cpuMs: (user + system) / 1_000, tookMs: performance.now() - startedAt }
}

async function together(subject: Subject): Promise<void> {
  const { signal } = new AbortController()
  const counts = await Promise.all(Array.from({ length: streams }, () => subject.read(signal)))
  if (counts.some((count) => count !== characters)) throw new Error(`${subject.name} lost a chunk`)
}

async function firstTokens(subjects: Pair): Promise<Timing[]> {
  const times = subjects.map((): number[] => [])
  for (let call = -20; call < firsts; call += 1) {
    for (const [index, subject] of subjects.entries()) {
      const startedAt = performance.now()
      await subject.first(new AbortController().signal)
      if (call >= 0) times[index]?.push(performance.now() - startedAt)
    }
  }
  const [base = [], whole = []] = times
  const sdk = timingOf(`first text: ${subjects[0].name}`, base)
  const targetMs = Number((sdk.medianMs + 1).toFixed(2))
  return [sdk, timingOf(`first text: ${subjects[1].name}`, whole, targetMs)]
}

/** One caller's signal for all, like that of a process which lives on; every stream is left in the middle. */
async function memory(subject: Subject): Promise<string> {
  const { signal } = new AbortController()
  const heapBytes = async (count: number) => {
    for (let done = 0; done < count; done += 50) {
      await Promise.all(Array.from({ length: 50 }, () => subject.first(signal)))
    }
    await collect()
    return process.memoryUsage().heapUsed
  }
  await heapBytes(500)
  const before = await heapBytes(500)
  const after = await heapBytes(aborted)
  const mib = (bytes: number) => (bytes / 2 ** 20).toFixed(1)
  return `Heap after 1,000 streams left in the middle ${mib(before)} MiB, after ${aborted} more ${mib(after)} MiB`
}

/** What a finaliser holds is garbage only once the finaliser has run, between two collections. */
async function collect(): Promise<void> {
  setFlagsFromString('--expose-gc')
  const gc: unknown = runInNewContext('gc')
  if (typeof gc !== 'function') throw new Error('the garbage collector cannot be called')
  for (let time = 0; time < 5; time += 1) {
    gc()
    await delay(20)
  }
}
