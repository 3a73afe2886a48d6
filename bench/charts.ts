import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import { setTimeout } from 'node:timers/promises'

import { draw } from '../agents/stocks/charts/draw.ts'
import { sampleSpecs } from '../agents/stocks/charts/sample-specs.ts'
import { pngOf } from '../bot/charts/png.ts'
import { openStudio } from '../bot/charts/studio.ts'
import type { ChartLook } from '../core/chart.ts'
import { type BenchResult, median, timingOf, verdict } from './bench.ts'

/** What answers show most. */
const usual = ['half a year', 'a year', 'five years', 'weeks', 'compare six', 'confidence'] as const
const wide = { theme: 'light', size: 'wide' } as const
const narrow = { theme: 'light', size: 'narrow' } as const
const pictures = 50
const loopTargetMs = 20

/** Pictures of charts, one after the other, and what fifty at once do to everything else in the process. */
export async function run(): Promise<BenchResult> {
  const studio = openStudio()
  const specs = Array.from({ length: pictures }, (_, index) => specOf(index))
  const { signal } = new AbortController()
  const png = (spec: unknown, look: ChartLook = wide) =>
    studio.png({ chart: { project: 'stocks', spec }, ...look }, signal)
  try {
    for (const spec of specs.slice(0, 10)) await png(spec)
    const kinds = await timesOf(png)
    const here = await delayed(async () => {
      for (const spec of specs) {
        pngOf(draw(spec, wide))
        // Each in a turn of the loop of its own: the kindest way to do it here.
        await setTimeout(0)
      }
    })
    const there = await delayed(
      async () => void (await Promise.all(specs.map((spec) => png(spec)))),
    )
    tell(here, there)
    return { title: 'A chart as a PNG of twice its size, on the thread that draws', rows: kinds }
  } finally {
    await studio.close()
  }
}

function specOf(index: number): unknown {
  return sampleSpecs[usual[index % usual.length] ?? usual[0]]
}

async function timesOf(png: (spec: unknown, look: ChartLook) => Promise<unknown>) {
  const kinds = usual.flatMap((name) => [
    { title: name, name, look: wide, times: noTimes() },
    { title: `${name}, narrow`, name, look: narrow, times: noTimes() },
  ])
  for (let round = 0; round < 20; round += 1) {
    for (const { name, look, times } of kinds) {
      const startedAt = performance.now()
      await png(sampleSpecs[name], look)
      times.push(performance.now() - startedAt)
    }
  }
  const wideOnes = kinds.filter(({ look }) => look === wide).flatMap(({ times }) => times)
  const all = timingOf('any of the wide ones', wideOnes, 40)
  return [all, ...kinds.map(({ title, times }) => timingOf(`  ${title}`, times))]
}

function noTimes(): number[] {
  return []
}

interface Delay {
  readonly p99Ms: number
  readonly longestMs: number
  readonly tookMs: number
}

/** How late the event loop comes to what is due while that work is done; three times, the middle one. */
async function delayed(work: () => Promise<void>): Promise<Delay> {
  const seen: Delay[] = []
  for (let round = 0; round < 3; round += 1) {
    await setTimeout(200)
    const loop = monitorEventLoopDelay({ resolution: 1 })
    loop.enable()
    const startedAt = performance.now()
    await work()
    const tookMs = performance.now() - startedAt
    loop.disable()
    seen.push({ p99Ms: loop.percentile(99) / 1e6, longestMs: loop.max / 1e6, tookMs })
  }
  const middle = median(seen.map(({ p99Ms }) => p99Ms))
  const found = seen.find(({ p99Ms }) => p99Ms === middle)
  if (!found) throw new Error('nothing was measured')
  return found
}

function tell(here: Delay, there: Delay): void {
  const line = (name: string, { p99Ms, longestMs, tookMs }: Delay) =>
    `  ${name}: p99 ${p99Ms.toFixed(1)} ms, longest ${longestMs.toFixed(1)} ms, all done in ${tookMs.toFixed(0)} ms`
  const isMet = there.p99Ms < loopTargetMs
  process.stdout.write(`\nLoop delay while ${pictures} charts are drawn
${line('on the loop itself', here)}
${line('on the thread that draws', there)} ${verdict(isMet, `p99 < ${loopTargetMs} ms`)}
`)
}
