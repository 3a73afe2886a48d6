import type { Brief } from '../../core/project.ts'
import type { Finding } from '../../core/types.ts'

/** Writes the reply without a model. Every number in it is a value of the evidence. */
export function narrate({ findings }: Brief): string {
  return findings.map(line).join('\n')
}

function line({ symbol, abstained, evidence }: Finding): string {
  if (abstained !== null) return `- **${symbol}**: ${abstained}`
  return `- **${symbol}** has ${evidence[0]?.values['letters']} letters.`
}
