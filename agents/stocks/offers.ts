import type { Brief } from '../../core/project.ts'
import type { Choice } from '../../core/types.ts'
import { isKnown, subjectsOf } from './narrator/subject.ts'
import { ask, choiceOf } from './understand/ask.ts'

/** What can be asked next: the short answer comes first and the rest is a button away, where there is a rest. */
export function offersOf(brief: Brief): readonly Choice[] {
  return [...brief.reading.choices, ...more(brief)]
}

function more(brief: Brief): readonly Choice[] {
  const { intent, aspect, period, isLong, answer } = brief.reading
  if (isLong || answer !== null || aspect !== null) return []
  const symbols = subjectsOf(brief)
    .filter(isKnown)
    .map(({ symbol }) => symbol)
  const [only] = symbols
  if (only === undefined) return []
  if (intent === 'analysis' || (intent === 'ranking' && symbols.length === 1)) {
    return [choiceOf(`Tell me more about ${only}`)]
  }
  if (intent !== 'comparison') return []
  const text = `${ask({ symbols, aspect, period })} in detail`
  return [{ label: 'Tell me more', text }]
}
