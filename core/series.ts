import { packRuns, unpackRuns } from './number-runs.ts'

/** Columns of numbers, a row a day, oldest first. */
export interface Series {
  /** Days since 1970. */
  readonly days: readonly number[]
  readonly columns: Readonly<Record<string, readonly (number | null)[]>>
}

/** A series as it goes with a finding: thousands of numbers in a text that is short to keep, and quick. */
export function packSeries(series: Series): string {
  return packRuns(JSON.stringify(series))
}

/** What `packSeries` made; nobody else writes it. */
export function unpackSeries(packed: string): Series {
  return JSON.parse(unpackRuns(packed))
}
