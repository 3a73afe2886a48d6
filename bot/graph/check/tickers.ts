import type { Mention } from './mentions.ts'
import type { Word } from './words.ts'

type Symbols = Mention<readonly string[]>

/** A symbol that nobody has said the name of, and the letters that its name is made of. */
export interface Nameless {
  readonly symbol: string
  readonly letters: string
}

/** Of symbols without a name those that can be told by their letters: three or more before the market. */
export function namelessOf(symbol: string): Nameless[] {
  const letters = /^[A-Z]{3,}(?=[.-]|$)/.exec(symbol)?.[0].toLowerCase()
  return letters === undefined ? [] : [{ symbol, letters }]
}

/** `Sainsbury's` for SBRY.L: a name has the letters of its symbol, in their order; of two that are not known, the one that begins alike. */
export function calledByLetters(
  text: string,
  words: readonly Word[],
  nameless: readonly Nameless[],
): Symbols[] {
  if (nameless.length === 0) return []
  return words.flatMap(({ text: word, start, end }, at) => {
    if (!/\p{Lu}/u.test(text.charAt(start))) return []
    const found = nameless.filter(
      ({ letters }) =>
        hasLetters(word, letters) && (nameless.length === 1 || word[0] === letters[0]),
    )
    const meaning = found.map(({ symbol }) => symbol)
    return found.length === 1 ? [{ start, end, from: at, to: at + 1, meaning }] : []
  })
}

function hasLetters(word: string, letters: string): boolean {
  if (word.length < letters.length) return false
  let at = 0
  for (const letter of word) if (letter === letters[at]) at += 1
  return at === letters.length
}
