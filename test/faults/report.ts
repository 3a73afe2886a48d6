import type { Result, Skipped } from './result.ts'

/** What a machine is told of one fault. */
export interface Reported {
  readonly name: string
  readonly outcome: 'passed' | 'failed' | 'skipped'
  /** Why it was skipped; what was wrong, a line each. */
  readonly reasons: readonly string[]
}

export function reportOf(results: readonly (Result | Skipped)[]): readonly Reported[] {
  return results.map(reported)
}

function reported(result: Result | Skipped): Reported {
  const { name } = result
  if ('skipped' in result) {
    const outcome = result.isFailure ? 'failed' : 'skipped'
    return { name, outcome, reasons: [result.skipped] }
  }
  const { complaints } = result
  return { name, outcome: complaints.length > 0 ? 'failed' : 'passed', reasons: complaints }
}
