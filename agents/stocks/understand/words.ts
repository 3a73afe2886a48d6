/** One word of a question. Its letters are the only part of a person's text that an answer ever repeats. */
export interface Word {
  /** As it was written, without the cashtag's sign. */
  readonly text: string
  /** Lower case, without accents. */
  readonly lower: string
  /** `$NVDA` */
  readonly isCashtag: boolean
  /** Written in capitals throughout. */
  readonly isCapitals: boolean
  /** Starts with a capital although no sentence starts here. */
  readonly isProper: boolean
}

/**
 * The words of a text, read by hand in one pass: linear in its length, whatever it holds.
 * Symbols stay whole (`BRK.B`, `RELIANCE.NS`, `^GSPC`, `EURUSD=X`, `M&M`); other compounds fall apart (`P/E`, `52-week`).
 */
export function wordsOf(text: string): Word[] {
  const words: Word[] = []
  let opensSentence = true
  let at = 0
  while (at < text.length) {
    const end = chunkEnd(text, at)
    if (end === at) {
      opensSentence ||= sentenceEnds.has(text.charAt(at))
      at += 1
      continue
    }
    const chunk = text.slice(at, end)
    for (const piece of piecesOf(withoutSign(chunk))) {
      words.push(wordFrom(piece, chunk.startsWith('$'), opensSentence))
      opensSentence = false
    }
    at = end
  }
  return words
}

/** The words of a phrase as one key, so that phrases and questions are cut the same way. */
export function keyOf(phrase: string): string {
  return wordsOf(phrase)
    .map(({ lower }) => lower)
    .join(' ')
}

const sentenceEnds = new Set(['.', '!', '?', '\n', ':', ';'])
const joiners = new Set(['.', '-', '&', '=', "'", '’'])

/** Where the run of letters, digits and joiners that starts at `at` ends; `at` itself when none starts there. */
function chunkEnd(text: string, at: number): number {
  let end = at
  if (isSign(text.charAt(at)) && isLetter(text.charAt(at + 1))) end += 1
  const script = scriptAt(text, end)
  while (end < text.length) {
    const inside = scriptAt(text, end) === script && script !== 'none'
    const joins = joiners.has(text.charAt(end)) && end > at && scriptAt(text, end + 1) === script
    if (!inside && !joins) return end
    end += 1
  }
  return end
}

/** Scripts that are written without spaces are kept apart from the others, so that `分析AAPL` holds a symbol. */
function scriptAt(text: string, at: number): 'spaced' | 'unspaced' | 'none' {
  const code = text.charCodeAt(at)
  if (Number.isNaN(code)) return 'none'
  if (code < 0x80) return isAsciiWord(code) ? 'spaced' : 'none'
  if (code >= 0x2e80 && code < 0xd800)
    return letterOrMark.test(text.charAt(at)) ? 'unspaced' : 'none'
  return letterOrMark.test(text.charAt(at)) ? 'spaced' : 'none'
}

const letterOrMark = /^[\p{L}\p{M}\p{N}]$/u

function isAsciiWord(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122)
}

function isSign(character: string): boolean {
  return character === '$' || character === '^'
}

/** `A` to `Z`, and nothing else. */
export function isLatinCapitals(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    if (text.charCodeAt(at) < 65 || text.charCodeAt(at) > 90) return false
  }
  return true
}

/** True where there is an upper and a lower case. */
function isLetter(text: string): boolean {
  return text.toLowerCase() !== text.toUpperCase()
}

function withoutSign(chunk: string): string {
  return chunk.startsWith('$') ? chunk.slice(1) : chunk
}

/** A possessive goes, a contraction closes up, a symbol stays, and what is left of the joiners cuts. */
function piecesOf(chunk: string): readonly string[] {
  const [head = '', ...tails] = chunk.replaceAll('’', "'").split("'")
  const tail = tails.join('')
  const closed = tail.toLowerCase() === 's' ? head : head + tail
  if (!closed.includes('.') && !closed.includes('-') && !closed.includes('=')) return [closed]
  if (isDecimal(closed) || isSymbolShape(closed)) return [closed]
  if (closed.split('.').every((part) => part.length === 1)) return [closed.replaceAll('.', '')]
  return closed
    .split('.')
    .flatMap((part) => part.split('='))
    .flatMap((part) => part.split('-'))
}

function isDecimal(chunk: string): boolean {
  return Number.isFinite(Number(chunk))
}

/** `BRK.B`, `BRK-B`, `RELIANCE.NS`, `BTC-USD`, `EURUSD=X`. */
function isSymbolShape(chunk: string): boolean {
  const at = Math.max(chunk.lastIndexOf('.'), chunk.lastIndexOf('-'), chunk.lastIndexOf('='))
  const root = chunk.slice(0, at)
  const tail = chunk.slice(at + 1).toUpperCase()
  switch (chunk.charAt(at)) {
    case '.':
      return exchangeSuffixes.has(tail) || isShareClass(root, tail)
    case '-':
      return tail === 'USD' || isShareClass(root, tail)
    default:
      return tail === 'X' || tail === 'F'
  }
}

function isShareClass(root: string, tail: string): boolean {
  return (tail === 'A' || tail === 'B' || tail === 'C') && root.length >= 2 && root.length <= 4
}

/** The endings by which exchanges outside the United States are told apart. */
export const exchangeSuffixes: ReadonlySet<string> = new Set(
  'NS BO L DE F TO V T HK SS SZ PA AS BR MI MC SW ST CO OL HE VI LS AX NZ KS KQ TW SI SA MX JK BK KL TA IR WA'.split(
    ' ',
  ),
)

function wordFrom(text: string, isCashtag: boolean, opensSentence: boolean): Word {
  return {
    text,
    lower: plain(text),
    isCashtag,
    isCapitals: isLetter(text) && text === text.toUpperCase(),
    isProper: !opensSentence && isLetter(text.charAt(0)) && startsWithCapital(text),
  }
}

function startsWithCapital(text: string): boolean {
  return text.charAt(0) === text.charAt(0).toUpperCase()
}

/** `Nestlé` → `nestle`; the marks of other scripts are letters in their own right and stay. */
function plain(text: string): string {
  const lower = text.toLowerCase()
  if (isAscii(lower)) return lower
  return lower
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) >= 0x80) return false
  return true
}
