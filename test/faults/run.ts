/**
 * `node test/faults/run.ts [--only WORD] [--seed N] [--runs N] [--redis-gone SECONDS] [--limit SECONDS]
 * [--lanes N] [--report FILE]` does faults to the hub's own processes and prints what people saw of it. Ends with 1 when anything
 * was lost, doubled, out of order or left over.
 */
import { rmSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'

import type { Fault } from './fault.ts'
import { allFaults } from './faults.ts'
import { exitOnSignals } from './holdings.ts'
import { postgresPrograms } from './postgres-server.ts'
import { performAll } from './programme.ts'
import { reportOf } from './report.ts'
import type { Result, Skipped } from './result.ts'
import { tableOf } from './table.ts'
import { openTheatre, type Theatre } from './theatre.ts'

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e6)) },
    runs: { type: 'string' },
    'redis-gone': { type: 'string', default: '30' },
    limit: { type: 'string', default: '1200' },
    lanes: { type: 'string', default: '2' },
    report: { type: 'string' },
  },
})
const seed = Number(values.seed)
const runs = values.runs === undefined ? null : Number(values.runs)
const lastAt = performance.now() + Number(values.limit) * 1_000
const faults = allFaults(Number(values['redis-gone']) * 1_000)
  .filter(({ name }) => name.includes(values.only))
  .map((fault) => ({ ...fault, runs: runs ?? fault.runs }))
const programs = postgresPrograms()

exitOnSignals()
if (programs === null) {
  const missing = 'needs the programs of PostgreSQL'
  finish(faults.map(({ name }) => ({ name, skipped: missing })))
} else {
  await perform(programs)
}

async function perform(folder: string): Promise<void> {
  const theatres: Theatre[] = []
  for (let count = 0; count < Number(values.lanes); count += 1) {
    theatres.push(await openTheatre(folder))
  }
  const logFiles = theatres.map(({ logFile }) => logFile)
  say(`Seed ${seed}. What the processes say goes to ${logFiles.join(' and ')}\n`)
  finish(await performAll({ faults, theatres, perform: performInTime }))
  await Promise.all(theatres.map((theatre) => theatre.close()))
  if (process.exitCode === undefined) for (const file of logFiles) rmSync(file)
}

async function performInTime(theatre: Theatre, fault: Fault): Promise<Result | Skipped> {
  const result = performance.now() < lastAt ? await theatre.perform(fault, seed) : tooLate(fault)
  tell(result)
  return result
}

function tooLate({ name }: Fault): Skipped {
  return { name, skipped: `no time was left of ${values.limit} s`, isFailure: true }
}

function finish(results: readonly (Result | Skipped)[]): void {
  say(`\n${tableOf(results)}`)
  const report = reportOf(results)
  if (values.report !== undefined) writeFileSync(values.report, JSON.stringify(report))
  if (report.some(({ outcome }) => outcome === 'failed')) process.exitCode = 1
}

function tell(result: Result | Skipped): void {
  if ('skipped' in result) return say(`${result.name}: skipped (${result.skipped})`)
  const { name, complaints, tookMs } = result
  say(`${name}: ${complaints.length} complaints, ${(tookMs / 1_000).toFixed(1)} s`)
  for (const complaint of complaints) say(`  ${complaint}`)
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}
