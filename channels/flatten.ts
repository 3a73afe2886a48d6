/**
 * The parser's time grows with the square of nesting, so nobody may nest for ever: past a depth that no person writes,
 * marks become look-alikes that mean nothing. Positions stay as they are.
 */
export function flatten(markdown: string): string {
  return flattenSpans(markdown.replaceAll(deepBlocks, lookAlike))
}

const deepBlocks =
  /(?<=^(?:[ \t]*(?:>|[*+-][ \t]|\d{1,9}[.)][ \t])){24})(?:[ \t]*(?:>|[*+-][ \t]))+/gm

function flattenSpans(markdown: string): string {
  let depth = 0
  return markdown.replaceAll(spanMarks, (mark, blank?: string, open?: string) => {
    if (blank !== undefined) depth = 0
    else depth = Math.max(0, depth + (open === undefined ? -1 : 1))
    return depth > deepestSpan && open !== undefined ? lookAlike(mark) : mark
  })
}

/** A blank line, what may open a span, what may close one. */
const spanMarks = /(\n[ \t]*\n)|(!?\[|(?<![^\s([])[*_~]+(?=\S))|\]|[*_~]+(?=\s|$)/g
const deepestSpan = 200

function lookAlike(marks: string): string {
  return marks.replaceAll(/[>*+_~![-]/g, (mark) => lookAlikes[mark] ?? mark)
}

const lookAlikes: Readonly<Record<string, string>> = {
  '>': '›',
  '*': '∗',
  '+': '＋',
  '-': '‐',
  _: '＿',
  '~': '∼',
  '!': '！',
  '[': '［',
}
