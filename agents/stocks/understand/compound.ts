import type { Reading } from '../../../core/project.ts'
import { aspects } from './aspects.ts'
import type { Situation } from './situation.ts'

/**
 * Whether a question about symbols names more things than one answer looks at: `the RSI of AAPL, and is the P/E of
 * MSFT above that of TSLA?`. What is an ordinary word too counts only beside one that is not.
 */
export function isCompound({ signs }: Situation, { aspect, symbols, analysts }: Reading): boolean {
  if (aspect === null || symbols.length === 0 || analysts.length === 0) return false
  return signs.isAspectFinancial && signs.aspects.some((other) => !isCovered(other, aspect))
}

/** An answer about one is an answer about the other where it shows what that begins with. */
function isCovered(other: string, aspect: string): boolean {
  if (other === aspect) return true
  const [asked = ''] = factsOf(other)
  const [answered = ''] = factsOf(aspect)
  return factsOf(aspect).includes(asked) || factsOf(other).includes(answered)
}

function factsOf(aspect: string): readonly string[] {
  return aspects[aspect]?.facts ?? []
}
