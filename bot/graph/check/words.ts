/** A run of letters or of digits, in small letters, with what stands between it and the word before. */
export interface Word {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly gap: string
}

const run = /\p{L}+|\d+|×/gu

/** `AAPL's P/E of 18.4` is aapl, s, p, e, of, 18, 4: names are found by words, however they are glued. */
export function wordsOf(text: string): readonly Word[] {
  let end = 0
  return [...text.matchAll(run)].map((match) => {
    const gap = text.slice(end, match.index)
    end = match.index + match[0].length
    return {
      text: spokenOf(plainOf(match[0].toLowerCase()), gap, text[match.index - 1]),
      start: match.index,
      end,
      gap,
    }
  })
}

/** `hermès` is found as `hermes`. */
function plainOf(word: string): string {
  return /[^a-z\d×]/.test(word) ? word.normalize('NFD').replaceAll(/\p{M}/gu, '') : word
}

/** Names are found in the singular and in the plural. */
export function singleOf(word: string): string {
  return word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word
}

/** `escalated` and `escalations` have one. */
export function stemOf(word: string): string {
  return word.length > 6
    ? word.replace(/(?:ations?|ated|ating|ates?|ions?|ing|ed|es|s|e)$/, '')
    : word
}

/** `1.7×` and `1.7x` are read as `1.7 times`. */
function spokenOf(word: string, gap: string, last = ''): string {
  return word === '×' || (word === 'x' && gap === '' && /\d/.test(last)) ? 'times' : word
}

/** The place of the first word that begins at or after a character; the number of words where none does. */
export function wordAt(words: readonly Word[], position: number): number {
  let [low, high] = [0, words.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((words[middle]?.start ?? Infinity) < position) low = middle + 1
    else high = middle
  }
  return low
}

/** `earningsGrowth3yPercent` is earnings, growth, 3, y, percent. */
export function wordsOfKey(key: string): readonly string[] {
  return (key.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+/g) ?? []).map((word) => word.toLowerCase())
}
