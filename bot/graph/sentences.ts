/**
 * Cuts a stream of text into pieces that can be judged on their own: a line, or a sentence within one; a row
 * of a table is one piece, and so is what goes on for very long without an end. Joined, the pieces are the
 * text, white space included. A character is looked at once, however small the chunks.
 */
export async function* sentences(
  chunks: AsyncIterable<string> | Iterable<string>,
): AsyncGenerator<string> {
  let rest = ''
  let seen = 0
  for await (const chunk of chunks) {
    rest += chunk
    for (let found = endOfFirst(rest, seen); ; found = endOfFirst(rest, 0)) {
      seen = found.seen
      if (found.end === 0) break
      yield rest.slice(0, found.end)
      rest = rest.slice(found.end)
    }
  }
  if (rest !== '') yield rest
}

const closers = new Set(['.', '!', '?', '…'])
const trailers = new Set(['"', "'", ')', ']', '*', '_', '”', '’'])
/** A text without an end is not held back for longer, one without a space not for twice as long. */
const longest = 4_000

interface Ending {
  /** The length of the first whole piece; 0 when none is whole yet. */
  readonly end: number
  /** How many characters need not be looked at again. */
  readonly seen: number
}

function endOfFirst(text: string, seen: number): Ending {
  const isRow = /^\s*\|/.test(text.slice(0, 8))
  for (let at = seen; at < text.length; at++) {
    const char = text.charAt(at)
    if (char === '\n' || isLong(at, char)) return { end: at + 1, seen: 0 }
    if (isRow || !closers.has(char) || isAbbreviation(text, at)) continue
    let end = at + 1
    while (end - at <= 8 && trailers.has(text.charAt(end))) end++
    if (end >= text.length) return { end: 0, seen: at }
    if (text.charAt(end) === ' ') return { end: end + 1, seen: 0 }
  }
  return { end: 0, seen: text.length }
}

function isLong(at: number, char: string): boolean {
  return at >= 2 * longest || (at >= longest && char === ' ')
}

const abbreviated =
  /(?:^|[\s(])(?:\p{L}|Inc|Corp|Co|Ltd|vs|approx|ca|No|Nr|Rs|prev|avg|est|incl|excl|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|e\.g|i\.e|U\.S|a\.m|p\.m|\d{1,2})$/iu

/** `Apple Inc. (AAPL)`, `29. Dezember`: a point that ends no sentence. */
function isAbbreviation(text: string, at: number): boolean {
  return text.charAt(at) === '.' && abbreviated.test(text.slice(Math.max(0, at - 8), at))
}
