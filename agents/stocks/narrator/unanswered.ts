import type { Brief } from '../../../core/project.ts'
import { isVoter } from '../recommendation/votes.ts'
import { capitalise, escape, section } from './markdown.ts'

/** What was looked up in vain: of which symbol, and why. */
export function unanswered({ findings }: Brief): string {
  const missing = findings.filter((finding) => finding.abstained !== null && !isVoter(finding))
  const lines = missing.map(({ symbol, abstained }) =>
    capitalise(symbol === '' ? escape(abstained ?? '') : `${escape(symbol)}: ${abstained}`),
  )
  return section('Not found', [...new Set(lines)]) ?? ''
}
