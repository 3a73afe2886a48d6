import type { Brief } from '../../../core/project.ts'
import { isVoter } from '../recommendation/votes.ts'
import { comparisonColumns, grid } from './grid.ts'
import { capitalise, escape, section } from './markdown.ts'
import type { Subject } from './subject.ts'

/** As many as a list is asked for. */
const mostRows = 10

/** Each symbol as far as it was looked up: nobody is best of what not all were measured by. */
export function lookedUp(subjects: readonly Subject[]): string {
  const shown = subjects.slice(0, mostRows)
  return grid(shown, comparisonColumns(shown)) ?? ''
}

/** What was looked up in vain: of which symbol, and why. */
export function unanswered({ findings }: Brief): string {
  const missing = findings.filter((finding) => finding.abstained !== null && !isVoter(finding))
  const lines = missing.map(({ symbol, abstained }) =>
    capitalise(symbol === '' ? escape(abstained ?? '') : `${escape(symbol)}: ${abstained}`),
  )
  return section('Not found', [...new Set(lines)]) ?? ''
}
