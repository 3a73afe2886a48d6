import { performance } from 'node:perf_hooks'

/** How long one piece of work took, over several runs. */
export interface Timing {
  readonly name: string
  readonly medianMs: number
  readonly p95Ms: number
  readonly runs: number
  /** What the median must stay under, where a number was promised. */
  readonly targetMs?: number
}

/** What a bench file's `run` comes back with; the first row is what the others are compared with. */
export interface BenchResult {
  readonly title: string
  readonly rows: readonly Timing[]
}

export interface MeasureOptions {
  readonly runs: number
  /** Runs before the clock counts, for work that is meant to be hot. */
  readonly warmUps?: number
  readonly targetMs?: number
}

export async function measure(
  name: string,
  work: () => unknown,
  { runs, warmUps = 0, ...target }: MeasureOptions,
): Promise<Timing> {
  const times: number[] = []
  for (let run = -warmUps; run < runs; run += 1) {
    const startedAt = performance.now()
    await work()
    if (run >= 0) times.push(performance.now() - startedAt)
  }
  return timingOf(name, times, target.targetMs)
}

/** For work that is timed elsewhere, in another process or by its own stages. */
export function timingOf(name: string, times: readonly number[], targetMs?: number): Timing {
  const timing = {
    name,
    medianMs: median(times),
    p95Ms: quantile(times, 0.95),
    runs: times.length,
  }
  return targetMs === undefined ? timing : { ...timing, targetMs }
}

/** What a line says beside a figure for which something was promised. */
export function verdict(isMet: boolean, target: string): string {
  return `(${isMet ? 'met' : 'MISSED'}, ${target})`
}

/** Prints medians and their ratios to the first row, the baseline. */
export function report(title: string, rows: readonly Timing[]): void {
  const baseline = rows[0]?.medianMs ?? Number.NaN
  const lines = rows.map((row) => cells(row, baseline))
  const table = [['', 'median', 'p95', 'runs', 'ratio', 'target'], ...lines]
  process.stdout.write(`\n${title}\n${aligned(table)}\n`)
}

function cells(row: Timing, baseline: number): string[] {
  const ratio = `${(row.medianMs / baseline).toFixed(2)}×`
  return [
    row.name,
    written(row.medianMs),
    written(row.p95Ms),
    String(row.runs),
    ratio,
    targetOf(row),
  ]
}

function targetOf({ medianMs, targetMs }: Timing): string {
  if (targetMs === undefined) return ''
  return `${medianMs < targetMs ? 'met' : 'MISSED'} (< ${targetMs} ms)`
}

function written(ms: number): string {
  return `${ms.toFixed(ms < 10 ? 3 : 1)} ms`
}

function aligned(table: readonly (readonly string[])[]): string {
  const widths = (table[0] ?? []).map((_, column) =>
    Math.max(...table.map((line) => line[column]?.length ?? 0)),
  )
  return table.map((line) => padded(line, widths)).join('\n')
}

function padded(line: readonly string[], widths: readonly number[]): string {
  const cell = (text: string, column: number) => {
    const width = widths[column] ?? 0
    return column === 0 ? text.padEnd(width) : text.padStart(width)
  }
  return `  ${line.map(cell).join('  ')}`.trimEnd()
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** Nearest rank. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}
