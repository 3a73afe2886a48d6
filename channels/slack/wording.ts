import type { At } from './hear.ts'
import type { Names } from './names.ts'

/** `<@U1>`, `<#C1|general>`, `<!here>`, `<https://a.example|words>`: Slack's own marks in what people wrote. */
const marks = /<([@#!]?)([^<>|]+)(?:\|([^<>]*))?>/g

/** A person's words as markdown: the bot's own name gone, others by name, links as links. */
export async function markdownOf(text: string, at: At, names: Names): Promise<string> {
  const found = [...text.matchAll(marks)]
  const words = await Promise.all(found.map((mark) => wordsOf(mark, at, names)))
  let at0 = 0
  let markdown = ''
  for (const [index, mark] of found.entries()) {
    markdown += text.slice(at0, mark.index) + (words[index] ?? '')
    at0 = mark.index + mark[0].length
  }
  return unescaped(markdown + text.slice(at0)).trim()
}

async function wordsOf(
  [, kind = '', target = '', label]: RegExpExecArray,
  { teamId, botUserId }: At,
  names: Names,
): Promise<string> {
  if (kind === '@') {
    return target === botUserId ? '' : `@${label || (await names.find(teamId, target))}`
  }
  if (kind === '#') return `#${label || 'room'}`
  if (kind === '!') return label || `@${target.split('^')[0] ?? ''}`
  return label && label !== target ? `[${label}](${target})` : target
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}
