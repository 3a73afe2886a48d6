import type { Reading } from '../../core/project.ts'
import type { Question } from '../../core/types.ts'

/** Questions for this project begin with its name: `template oslo rome`. */
const cue = 'template'

export async function understand({ text }: Question): Promise<Reading> {
  const [first = '', ...words] = text.slice(0, 500).split(/\s+/)
  const isOurs = first.toLowerCase() === cue
  const symbols = isOurs ? [...new Set(words.filter(Boolean))].slice(0, 6) : []
  return {
    confidence: isOurs ? 1 : 0,
    intent: symbols.length > 0 ? 'letters' : 'help',
    symbols,
    period: null,
    analysts: symbols.length > 0 ? ['letters'] : [],
    answer: symbols.length > 0 ? null : `Give me a word: \`${cue} oslo\`.`,
    choices: [],
    aspect: null,
  }
}
