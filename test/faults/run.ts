/**
 * `node test/faults/run.ts [--only WORD] [--seed N] [--redis-gone SECONDS]` does faults to the hub's own processes
 * and prints what people saw of it. Ends with 1 when anything was lost, doubled, out of order or left over.
 */
import { parseArgs } from 'node:util'

import { allFaults } from './faults.ts'
import { postgresPrograms } from './postgres-server.ts'
import { tableOf } from './table.ts'
import { openTheatre, type Result, type Skipped } from './theatre.ts'

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e6)) },
    'redis-gone': { type: 'string', default: '10' },
  },
})
const faults = allFaults(Number(values['redis-gone']) * 1_000)
const programs = postgresPrograms()

if (programs === null) {
  say('There is no PostgreSQL here (initdb) that faults could be done to.')
  process.exitCode = 1
} else {
  await performAll(programs, Number(values.seed))
}

async function performAll(folder: string, seed: number): Promise<void> {
  const theatre = await openTheatre(folder)
  say(`Seed ${seed}. What the processes say goes to ${theatre.logFile}\n`)
  const results: (Result | Skipped)[] = []
  try {
    for (const fault of faults.filter(({ name }) => name.includes(values.only))) {
      const result = await theatre.perform(fault, seed)
      results.push(result)
      tell(result)
    }
  } finally {
    await theatre.close()
  }
  say(`\n${tableOf(results)}`)
  if (results.some((result) => 'complaints' in result && result.complaints.length > 0))
    process.exitCode = 1
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
