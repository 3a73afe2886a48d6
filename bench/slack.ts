import { testDatabaseUrl } from '../test/environment.ts'
import { type BenchResult, median, quantile, timingOf, verdict } from './bench.ts'
import { firstSigns } from './slack/first-sign.ts'
import { intakes, perSecond, rounds, type Taken } from './slack/intake.ts'

const mostRatio = 2
const mostAckMs = 100
const mostSignMs = 300

/**
 * What it costs to take Slack's events in: the hub, which has each one in PostgreSQL before it says yes, beside a
 * server that only says yes, and beside Bolt, which keeps nothing. CPU is that of the process that serves. And how
 * long somebody waits, all being idle, until something shows that the hub has heard.
 */
export async function run(): Promise<BenchResult> {
  const title = `Slack: ${perSecond} signed events a second, to the acknowledgement`
  if (testDatabaseUrl() === undefined) {
    return { title: `${title} (needs TEST_DATABASE_URL)`, rows: [] }
  }
  const taken = await intakes()
  for (const line of verdicts(taken)) process.stdout.write(`${line}\n`)
  const signs = await firstSigns()
  process.stdout.write(`${signed(signs)}\n`)
  const rows = taken.map(({ name, tookMs }) => timingOf(name, tookMs))
  return { title, rows: [...rows, timingOf('our hub, idle: an event to its first sign', signs)] }
}

function verdicts([bare, ...others]: readonly Taken[]): string[] {
  if (!bare) return []
  const ours = others.filter(({ name }) => name.startsWith('our hub'))
  return [
    ...[bare, ...others].map(costOf),
    ...others.map((one) => ratioLine(one, bare, ours.includes(one))),
    ...ours.map(ackLine),
  ]
}

function ratioLine(one: Taken, bare: Taken, isOurs: boolean): string {
  // Each beside the round that came right before it.
  const ratio = median(one.cpuUs.map((us, round) => us / (bare.cpuUs[round] ?? NaN)))
  const said = `${one.name}: ${ratio.toFixed(2)}× the CPU of ${bare.name}, median of ${rounds} rounds`
  return isOurs ? `${said} ${verdict(ratio <= mostRatio, `≤ ${mostRatio}×`)}` : said
}

function ackLine({ name, tookMs }: Taken): string {
  const p99 = quantile(tookMs, 0.99)
  return `${name}: p99 ${p99.toFixed(1)} ms ${verdict(p99 < mostAckMs, `< ${mostAckMs} ms`)}`
}

function costOf({ name, cpuUs }: Taken): string {
  return `${name}: ${median(cpuUs).toFixed(0)} µs of CPU an event`
}

function signed(signs: readonly number[]): string {
  const p95 = quantile(signs, 0.95)
  const met = verdict(p95 < mostSignMs, `< ${mostSignMs} ms`)
  return `our hub, idle: first sign p95 ${p95.toFixed(1)} ms ${met}`
}
