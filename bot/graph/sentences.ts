/**
 * Cuts a stream of text into pieces that can be judged on their own: a line, or a sentence within one.
 * Joined, the pieces are the text, white space included.
 */
export async function* sentences(
  chunks: AsyncIterable<string> | Iterable<string>,
): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of chunks) {
    rest += chunk
    for (let end = endOfFirst(rest); end > 0; end = endOfFirst(rest)) {
      yield rest.slice(0, end)
      rest = rest.slice(end)
    }
  }
  if (rest !== '') yield rest
}

const closers = new Set(['.', '!', '?', '…'])
const trailers = new Set(['"', "'", ')', ']', '*', '_', '”', '’'])

/** The length of the first whole piece; 0 when none is whole yet. */
function endOfFirst(text: string): number {
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at)
    if (char === '\n') return at + 1
    if (closers.has(char)) {
      let end = at + 1
      while (trailers.has(text.charAt(end))) end++
      if (text.charAt(end) === ' ') return end + 1
    }
  }
  return 0
}
