import type { Brief } from '../../../core/project.ts'
import { absences } from '../recommendation/coverage.ts'
import { list } from '../sentence.ts'
import { blocks, bullets, capitalise, escape } from './markdown.ts'
import type { Subject } from './subject.ts'

/** Nobody has anything to say: which symbols, why, and what a person can do. */
export function nothing(subjects: readonly Subject[], { reading }: Brief): string {
  const symbols = subjects.length > 0 ? subjects.map(({ symbol }) => symbol) : reading.symbols
  const reasons =
    subjects.length === 1 ? subjects.flatMap(reasonsOf).map(capitalise) : subjects.map(inOneLine)
  return blocks([
    `I have no data on ${list(symbols.map(escape)) || 'that'} that I could stand behind, so I give no answer rather than a guess.`,
    bullets(reasons.map(escape)),
    'Ask again later, or about another symbol; `npm run doctor` shows which sources answer.',
  ])
}

function inOneLine(subject: Subject): string {
  return `${subject.symbol}: ${reasonsOf(subject).join('; ')}`
}

/** One reason that all share is said once. */
function reasonsOf({ findings }: Subject): readonly string[] {
  const reasons = new Set(findings.map(({ abstained }) => abstained))
  const [first] = reasons
  return reasons.size === 1 && first ? [first] : absences(findings)
}
