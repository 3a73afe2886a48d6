import type { Evidence, Reply, Value } from '../../core/types.ts'

/** Where the figures come from, in a line; null when there is no evidence, or when the reply ends with that itself. */
export function sourcesOf({ text, evidence }: Reply): string | null {
  if (evidence.length === 0 || /^[\s>*_-]*sources?\b[*_]*:/im.test(text.slice(-1_000))) return null
  const groups = Map.groupBy(evidence.filter(isGathered), ({ source }) => source)
  const lines = [...groups].map(([source, from]) => `${source} (${datesOf(from)})`)
  return lines.length === 0 ? null : cut(`Sources: ${lines.join(' · ')}`, 2_000)
}

/** What a reply rests on, tool by tool, in markdown of one block. */
export function evidenceText(evidence: readonly Evidence[]): string {
  const tools = new Map(evidence.map(({ id, tool }) => [id, tool]))
  const pieces: string[] = []
  let length = 0
  for (const one of evidence) {
    const piece = pieceOf(one, tools)
    length += piece.length + 2
    if (length > longest) break
    pieces.push(piece)
  }
  const left = evidence.length - pieces.length
  return [...pieces, ...(left > 0 ? [`_${left} more are left out here._`] : [])].join('\n\n')
}

/** A markdown block holds 12,000 characters. */
const longest = 11_000
const longestPiece = 3_000

function pieceOf(one: Evidence, tools: ReadonlyMap<string, string>): string {
  const asked = Object.values(one.arguments).filter((value) => value !== null)
  const about = asked.length > 0 ? ` (${asked.join(', ')})` : ''
  const source = one.source.replaceAll(ids, (id) => tools.get(id) ?? id)
  const head = `**${one.tool}**${about}: ${source}, as of ${one.asOf}, ${one.freshness}`
  const values = Object.entries(one.values).map(([name, value]) => named(name, value, one.units))
  return cut(`${head}\n${values.join('; ')}`, longestPiece)
}

const ids = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g

function named(name: string, value: Value, units: Evidence['units']): string {
  if (value === null) return `${name} missing`
  const unit = units[name]
  return `${name} ${typeof value === 'number' ? plainNumber(value) : value}${unit ? ` ${unit}` : ''}`
}

function plainNumber(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 6 }).replace('-', '−')
}

/** What was computed came out of the others. */
function isGathered({ source }: Evidence): boolean {
  return !/^computed\b/.test(source)
}

function datesOf(evidence: readonly Evidence[]): string {
  const days = evidence.map(({ asOf }) => asOf.slice(0, 10)).toSorted()
  const [first = ''] = days
  const last = days.at(-1) ?? first
  return first === last ? first : `${first} to ${last}`
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text
}
