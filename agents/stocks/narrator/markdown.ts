/**
 * Words of others as text: no markup, no links, no hidden characters.
 * An underscore inside a word is no markup and stays as it is.
 */
export function escape(text: string): string {
  const visible = text
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
  // Renderers make links of bare addresses and chats make mentions of names, escaped or not.
  const unlinked = visible.replace(/\b(?:https?:\/\/|www\.)\S+/giu, '…').replaceAll('@', '＠')
  return unlinked.replace(/[\\`*[\]<>|~]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, String.raw`\$&`)
}

/** The same in quotation marks, cut at a bearable length. */
export function quote(text: string): string {
  return `“${escape(shorten(text))}”`
}

/** Blocks of markdown, a blank line between them; empty ones are left out. */
export function blocks(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join('\n\n')
}

/** A table whose first column is words and whose other columns are numbers; null without rows. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string | null {
  if (rows.length === 0) return null
  const rule = head.map((_, index) => (index === 0 ? '---' : '---:'))
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

export function bullets(items: readonly string[]): string | null {
  return items.map((item) => `- ${item}`).join('\n') || null
}

/** A bold line over its bullets; null without bullets. */
export function section(title: string, items: readonly string[]): string | null {
  return items.length === 0 ? null : `**${title}**\n\n${bullets(items)}`
}

export function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

const longest = 160

function shorten(text: string): string {
  const letters = Array.from(text)
  if (letters.length <= longest) return text
  return `${letters
    .slice(0, longest)
    .join('')
    .replace(/\s+\S*$/u, '')}…`
}
