import type { Fault, Measure } from './fault.ts'
import type { Judged } from './performance.ts'

/** What came of one fault. */
export interface Result {
  readonly name: string
  readonly runs: number
  readonly lost: number
  readonly doubled: number
  readonly disordered: number
  readonly leftOver: number
  readonly recoveriesMs: readonly number[]
  /** What was wrong, a line each, with the seed that does it again. */
  readonly complaints: readonly string[]
  readonly note: string
  readonly tookMs: number
}

/** Why a fault was not done. */
export interface Skipped {
  readonly name: string
  readonly skipped: string
  /** It should have been done. */
  readonly isFailure?: boolean
}

export function resultOf({ name }: Fault, runs: readonly Judged[], tookMs: number): Result {
  const count = (of: (run: Judged) => readonly string[]) => runs.flatMap(of).length
  return {
    name,
    runs: runs.length,
    lost: count(({ lost }) => lost),
    doubled: count(({ doubled }) => doubled),
    disordered: count(({ disordered }) => disordered),
    leftOver: count(({ leftOver }) => leftOver),
    recoveriesMs: runs.flatMap(({ recoveriesMs }) => recoveriesMs),
    complaints: runs.flatMap((run) => complaintsOf(run)),
    note: noteOf(runs),
    tookMs,
  }
}

function complaintsOf(run: Judged): string[] {
  const { seed, lost, doubled, disordered, givenUp, leftOver, broken } = run
  const all = [...lost, ...doubled, ...disordered, ...givenUp, ...leftOver, ...broken]
  return all.map((complaint) => `seed ${seed}: ${complaint}`)
}

/** What has no column of its own. */
function noteOf(runs: readonly Judged[]): string {
  const givenUp = runs.flatMap((run) => run.givenUp).length
  const broken = runs.filter((run) => run.broken.length > 0).length
  return [
    ...(givenUp > 0 ? [`${givenUp} given up without need`] : []),
    ...(broken > 0 ? [`${broken} runs broke off`] : []),
    ...longest(runs.flatMap(({ measures }) => measures)).map(inWords),
  ].join('; ')
}

/** The worst of all runs of each thing that was measured. */
function longest(measures: readonly Measure[]): Measure[] {
  const worst = new Map<string, Measure>()
  for (const measure of measures) {
    if (measure.ms >= (worst.get(measure.what)?.ms ?? 0)) worst.set(measure.what, measure)
  }
  return [...worst.values()]
}

function inWords({ what, ms, wantedMs }: Measure): string {
  const measured = `${what} ${Math.round(ms)} ms`
  if (wantedMs === undefined) return measured
  return `${measured} (${ms <= wantedMs ? 'met' : 'MISSED'}, ≤ ${wantedMs} ms)`
}
