/**
 * Takes `columns` of indentation off the lines that follow the first, for as long as they have it: what is left
 * of a list item becomes text of its own, and the list goes on after it.
 */
export function dedent(text: string, columns: number): string {
  if (columns === 0) return text
  const first = text.indexOf('\n') + 1
  if (first === 0) return text
  const pieces = [text.slice(0, first)]
  let at = first
  while (at < text.length) {
    const newline = text.indexOf('\n', at)
    const end = newline === -1 ? text.length : newline + 1
    const line = text.slice(at, end)
    const isBlank = line.trim() === ''
    if (!isBlank && !isIndented(line, columns)) break
    pieces.push(isBlank ? line : line.slice(columns))
    at = end
  }
  const rest = text.slice(at)
  return pieces.join('') + (listItem.test(rest) ? '\n' : '') + rest
}

/** Directly below a paragraph only some list items begin a list; below a blank line all do. */
const listItem = /^ {0,3}(?:[-*+]|\d{1,9}[.)])[ \t]/

function isIndented(line: string, columns: number): boolean {
  return line.slice(0, columns).trim() === '' && line.length >= columns
}
