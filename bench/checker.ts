import {
  alarmRateOf,
  newChecker,
  type Outcome,
  outcomesOf,
  type Part,
  parts,
  precisionOf,
  recallOf,
  type Score,
  scoreOf,
} from '../test/checker/evaluate.ts'
import { type BenchResult, measure, timingOf } from './bench.ts'

/** Of the time of a sentence the median counts: what is hot is what a reply of many sentences costs. */
const rounds = 20
const targetMs = 0.2

/** How well the number checker tells wrong numbers from right ones, by kind of mistake, and what a sentence costs. */
export async function run(): Promise<BenchResult> {
  const rows = []
  for (const part of parts) {
    const outcomes = await outcomesOf(part)
    process.stdout.write(`\nNumber checker, ${part} sentences\n${tableOf(outcomes)}\n`)
    rows.push(timingOf(`${part}: a sentence`, await timesOf(part), targetMs))
  }
  for (const sizeKb of [50, 100]) rows.push(await hostile(sizeKb))
  return { title: 'Number checker: one sentence held against its evidence', rows }
}

/** A sentence that never ends must cost twice as much when it is twice as long, and no more. */
async function hostile(sizeKb: number) {
  const checker = newChecker('two')
  const sentence = '1,234.5 '.repeat(sizeKb * 125)
  return measure(`${sizeKb} kB of numbers in one sentence`, () => checker.check(sentence), {
    runs: 5,
  })
}

async function timesOf(part: Part): Promise<readonly number[]> {
  await outcomesOf(part)
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    times.push(...(await outcomesOf(part)).map(({ tookMs }) => tookMs))
  }
  return times
}

function tableOf(outcomes: readonly Outcome[]): string {
  const kinds = [...new Set(outcomes.map(({ kind }) => kind))].filter((kind) => kind !== 'right')
  const rows = kinds.map((kind) => scoreOf(kind, ofKind(outcomes, kind)))
  return [...rows.map(lineOf), totalOf(scoreOf('all', outcomes))].join('\n')
}

function ofKind(outcomes: readonly Outcome[], wanted: string): readonly Outcome[] {
  return outcomes.filter(({ kind }) => kind === wanted)
}

function lineOf(score: Score): string {
  const { kind, wrong, caught, beside } = score
  return `  ${kind.padEnd(9)} ${`${caught} of ${wrong}`.padStart(10)} caught, recall ${shown(recallOf(score))}, ${beside} right ones struck beside them`
}

function totalOf(score: Score): string {
  const { right, alarms } = score
  return `${lineOf(score)}\n  right     ${`${alarms} of ${right}`.padStart(10)} struck, false alarms ${shown(alarmRateOf(score))}, precision ${shown(precisionOf(score))}`
}

function shown(share: number): string {
  return share.toFixed(3)
}
