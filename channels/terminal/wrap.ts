import stringWidth from 'string-width'

/**
 * Painted text in lines of at most `columns`. Breaks between words; a word that is too long, and text in scripts
 * without spaces, breaks between graphemes, and its colours go on in the next line.
 */
export function wrap(text: string, columns: number): string[] {
  return text.split('\n').flatMap((line) => wrapLine(line, Math.max(1, columns)))
}

function wrapLine(line: string, columns: number): string[] {
  if (stringWidth(line) <= columns) return [line.trimEnd()]
  const lines: string[] = []
  let current = ''
  let used = 0
  for (const word of line.split(/ +/)) {
    const width = stringWidth(word)
    const gap = current === '' ? 0 : 1
    if (used + gap + width <= columns) {
      current += ' '.repeat(gap) + word
      used += gap + width
      continue
    }
    const room = breaksAnywhere(word) ? columns - used - gap : 0
    const pieces = width > columns || room > 4 ? pieceWord(word, columns, room) : ['', word]
    lines.push(pieces[0] === '' ? current : current + ' '.repeat(gap) + (pieces[0] ?? ''))
    lines.push(...pieces.slice(1, -1))
    current = pieces.at(-1) ?? ''
    used = stringWidth(current)
  }
  return [...lines, current].filter((text, index) => text !== '' || index > 0)
}

/** The word in pieces: the first fits into `room`, the others into `columns`. */
export function pieceWord(word: string, columns: number, room: number): string[] {
  const pieces: string[] = []
  let piece = ''
  let left = room
  let open: readonly string[] = []
  for (const token of tokensOf(word)) {
    if (token.startsWith('\u001B')) open = isEnd(token) ? [] : [...open, token]
    const width = stringWidth(token)
    if (width > left) {
      pieces.push(ended(piece, open))
      piece = open.join('')
      left = columns
    }
    piece += token
    left -= width
  }
  return [...pieces, piece]
}

/** A piece that nothing of the word fitted into holds only codes, and is none. */
function ended(piece: string, open: readonly string[]): string {
  if (stringWidth(piece) === 0) return ''
  return open.length > 0 ? `${piece}\u001B[0m` : piece
}

function* tokensOf(word: string): Generator<string> {
  for (const part of word.split(/(\p{Cc}\[\d+m)/u)) {
    if (part.startsWith('\u001B')) yield part
    else for (const { segment } of graphemes.segment(part)) yield segment
  }
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** The codes that end a style: 22 to 29 and 39. */
function isEnd(code: string): boolean {
  return /\[(?:2\d|39)m$/.test(code)
}

function breaksAnywhere(word: string): boolean {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(word)
}
