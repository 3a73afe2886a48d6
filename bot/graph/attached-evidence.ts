import { randomUUID } from 'node:crypto'

import type { Citation } from '../../core/citation.ts'
import type { Brief } from '../../core/project.ts'
import type { Evidence } from '../../core/types.ts'
import { attachmentTool, handed } from './handed.ts'

/**
 * The person's files as evidence, behind that of findings and verdicts, where the reply quotes one: its name, when it
 * came, and the lines that were quoted.
 */
export function attachedEvidence(
  { question }: Brief,
  citations: readonly Citation[],
  first: number,
): readonly Evidence[] {
  const cited = citations.flatMap(({ from }) => from)
  const files = handed(question).map(({ name, text }, index) =>
    fileEvidence(name, linesOf(text, `${first + index}.line`, cited), question.askedAt),
  )
  return files.some(({ values }) => Object.keys(values).length > 0) ? files : []
}

function fileEvidence(name: string, values: Evidence['values'], cameAt: Date): Evidence {
  const at = cameAt.toISOString()
  return {
    id: randomUUID(),
    tool: attachmentTool,
    arguments: { name },
    source: `file:${name}`,
    asOf: at,
    fetchedAt: at,
    freshness: 'live',
    values,
    units: {},
  }
}

const longestLine = 300

function linesOf(text: string, prefix: string, cited: readonly string[]): Evidence['values'] {
  const lines = text.split('\n')
  const numbers = cited
    .filter((place) => place.startsWith(prefix))
    .map((place) => Number(place.slice(prefix.length)))
  const sorted = [...new Set(numbers)].toSorted((one, other) => one - other)
  return Object.fromEntries(
    sorted.map((number) => [`line${number}`, (lines[number - 1] ?? '').slice(0, longestLine)]),
  )
}
