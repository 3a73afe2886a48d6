import type { Result, Skipped } from './result.ts'

const heads = [
  'fault',
  'runs',
  'lost',
  'doubled',
  'disordered',
  'left over',
  'median recovery',
  'note',
]

/** One line a fault. */
export function tableOf(results: readonly (Result | Skipped)[]): string {
  const rows = [heads, ...results.map(rowOf)]
  const widths = heads.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows
    .map((row) => row.map((cell, at) => aligned(cell, widths[at] ?? 0, at)).join('  '))
    .map((line) => line.trimEnd())
    .join('\n')
}

function rowOf(result: Result | Skipped): string[] {
  if ('skipped' in result)
    return [result.name, '-', '-', '-', '-', '-', '-', `skipped (${result.skipped})`]
  const { name, runs, lost, doubled, disordered, leftOver, recoveriesMs, note } = result
  const counts = [runs, lost, doubled, disordered, leftOver].map(String)
  return [name, ...counts, recoveriesMs.length > 0 ? median(recoveriesMs) : '-', note]
}

/** Words to the left, numbers to the right. */
function aligned(cell: string, width: number, column: number): string {
  return column === 0 || column === heads.length - 1 ? cell.padEnd(width) : cell.padStart(width)
}

function median(numbers: readonly number[]): string {
  const sorted = numbers.toSorted((a, b) => a - b)
  return `${(sorted[Math.floor(sorted.length / 2)] ?? 0).toFixed(0)} ms`
}
