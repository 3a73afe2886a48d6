/**
 * Where top-level blocks end, read line by line: exact where that is enough, silent from the first line on
 * where only a parser can tell (HTML, indented fences). Parsing costs a thousand times as much.
 *
 * A line that starts in the first column after a blank line closes every list and quote above it, so a block
 * begins there unless a fence is open.
 */
export function* blockEnds(markdown: string): Generator<number> {
  let fence = ''
  let isAfterBlank = false
  for (const [start, end] of linesOf(markdown)) {
    const line = markdown.slice(start, end)
    if (fence !== '') {
      if (!closes(line, fence)) continue
      fence = ''
      yield Math.min(end + 1, markdown.length)
      continue
    }
    if (needsParser.test(line)) return
    fence = opening.exec(line)?.[1] ?? ''
    if (start > 0 && (fence !== '' || (isAfterBlank && /^\S/.test(line)))) yield start
    isAfterBlank = line.trim() === ''
  }
  yield markdown.length
}

const opening = /^(`{3,}(?=[^`]*$)|~{3,})/
const needsParser = /^ {1,3}(?:```|~~~)|^ {0,3}</

function closes(line: string, fence: string): boolean {
  const marks = line.trim()
  return (
    marks.length >= fence.length &&
    marks === fence.charAt(0).repeat(marks.length) &&
    /^ {0,3}\S/.test(line)
  )
}

function* linesOf(text: string): Generator<readonly [number, number]> {
  let start = 0
  while (start < text.length) {
    const newline = text.indexOf('\n', start)
    const end = newline === -1 ? text.length : newline
    yield [start, end]
    start = end + 1
  }
}
