/**
 * The letters that the shipped fonts have, as their character maps say (a test holds this against the files). Any other
 * would be drawn as an empty box.
 */
const ranges = `
  20-7e a0-ac ae-148 14a-1c3 1c5-24f 374-376 37a-37f 384-38a 38c 38e-3a1 3a3-3d7 3dc-3dd 3f0-3f6 3f9-3fa 3fc-45f
  1e00-1e9b 1e9d-1eff 2010-2026 2030 2032-2033 2039-203a 20a0-20af 20b1-20b5 20b8-20ba 20bc-20bf 2116 2122 2190-2193
  2212 2248 2260 2264-2265`

const letters: ReadonlySet<number> = new Set(
  ranges
    .trim()
    .split(/\s+/)
    .flatMap((range) => {
      const [first = 0, last = first] = range.split('-').map((each) => Number.parseInt(each, 16))
      return Array.from({ length: last - first + 1 }, (_, index) => first + index)
    }),
)

/** Whether the fonts have all of it. */
export function canWrite(words: string): boolean {
  return Array.from(composed(words)).every(isLetter)
}

/** With a question mark for each letter that the fonts lack, and for whatever may not be in a picture at all. */
export function writable(words: string): string {
  return Array.from(composed(words), (letter) => (isLetter(letter) ? letter : '?')).join('')
}

/** Controls, and what turns text around, are spaces; accents stand on their letters; `Ａ` is `A`. */
function composed(words: string): string {
  const visible = words.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Cn}\p{Co}]/gu, ' ').normalize('NFC')
  return Array.from(visible, (letter) => (isLetter(letter) ? letter : plain(letter))).join('')
}

function plain(letter: string): string {
  const other = letter.normalize('NFKC')
  return Array.from(other).every(isLetter) ? other : letter
}

function isLetter(letter: string): boolean {
  return letters.has(letter.codePointAt(0) ?? 0)
}
