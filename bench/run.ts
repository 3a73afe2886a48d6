/** `node bench/run.ts [name …]` runs the bench files of those names, or all of them. */
import { readdirSync } from 'node:fs'

import { report, type BenchResult } from './bench.ts'

interface BenchFile {
  run(): Promise<BenchResult>
}

const known = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => file.slice(0, -'.ts'.length))
  .filter((name) => name !== 'bench' && name !== 'run')

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !known.includes(name))

if (unknown.length > 0) {
  process.stderr.write(`No bench named ${unknown.join(', ')}; there are: ${known.join(', ')}\n`)
  process.exitCode = 2
} else {
  await runAll(asked.length > 0 ? asked : known)
}

/** One after the other: side by side they would measure each other. */
async function runAll(names: readonly string[]): Promise<void> {
  for (const name of names) {
    const file: BenchFile = await import(`./${name}.ts`)
    const { title, rows } = await file.run()
    report(title, rows)
  }
}
