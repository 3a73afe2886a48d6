import type { At } from './hear.ts'
import type { Names } from './names.ts'

/** `<@U1>`, `<#C1|general>`, `<!here>`, `<https://a.example|words>`: Slack's own marks in what people wrote. */
const marks = /<([@#!]?)([^<>|]+)(?:\|([^<>]*))?>/g

/** A person's words as markdown: the bot's own name gone, others by name, links as links. */
export async function markdownOf(text: string, at: At, names: Names): Promise<string> {
  const known = await namesIn(text, at, names)
  const words = (...mark: Mark) => wordsOf(mark, at, known)
  return unescaped(text.replaceAll(marks, words)).trim()
}

type Mark = [whole: string, kind: string, target: string, label?: string]

/** Of those who are mentioned by their ids alone. */
async function namesIn(
  text: string,
  { teamId, botUserId }: At,
  names: Names,
): Promise<ReadonlyMap<string, string>> {
  const known = new Map<string, Promise<string>>()
  for (const [, kind, target = '', label] of text.matchAll(marks)) {
    if (kind === '@' && !label && target !== botUserId)
      known.set(target, names.find(teamId, target))
  }
  if (known.size === 0) return new Map()
  return new Map(await Promise.all([...known].map(async ([id, name]) => [id, await name] as const)))
}

function wordsOf(
  [, kind, target, label]: Mark,
  { botUserId }: At,
  known: ReadonlyMap<string, string>,
): string {
  if (kind === '@') return target === botUserId ? '' : `@${label || (known.get(target) ?? target)}`
  if (kind === '#') return `#${label || 'room'}`
  if (kind === '!') return label || `@${target.split('^')[0] ?? ''}`
  return label && label !== target ? `[${label}](${target})` : target
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}
