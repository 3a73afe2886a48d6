import { printable } from '../printable.ts'

/**
 * Slack reads markdown in `markdown` blocks and in `markdown_text`, its own mention syntax included: nothing that a
 * model or a third party wrote may call people.
 */
export function harmless(markdown: string): string {
  return printable(markdown)
    .replaceAll(/<(?=[!@#])/g, '&lt;')
    .replaceAll(/@(?=(?:here|channel|everyone)\b)/gi, '@\u200B')
}

/** What a notification shows: short, no markup of Slack's. */
export function summaryOf(plain: string): string {
  const text = plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return text.length > 300 ? `${text.slice(0, 299).replace(/&[a-z]*$/, '')}…` : text
}
