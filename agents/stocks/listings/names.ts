import type { UsListing } from './book.ts'

/** What a name ends in that nobody says: the form of the company and the kind of its shares. */
const endings: ReadonlySet<string> = new Set(
  'inc incorporated corp corporation co company companies ltd limited plc nv sa se ag as asa ab lp llc spa the adr sab cv de'.split(
    ' ',
  ),
)

/** What a name is said without as well. */
const kinds: ReadonlySet<string> = new Set(
  'holding holdings group technologies technology international enterprises worldwide'.split(' '),
)

/** `ADVANCED MICRO DEVICES INC /DE` → `Advanced Micro Devices`. */
export function shownName(listing: UsListing): string {
  const words = bareWords(listing.name)
  const bare = words.join(' ').replace(/[,&\s]+$/, '')
  if (/[a-z]/.test(bare)) return bare
  return bare
    .split(' ')
    .map((word) => cased(word, listing.symbol))
    .join(' ')
}

function cased(word: string, symbol: string): string {
  if (word === symbol || /[&\d.]/.test(word)) return word
  return `${word.charAt(0)}${word.slice(1).toLowerCase()}`
}

/** The keys that a share is found by, the longest first: `lumentum holdings`, `lumentum`. */
export function keysOf(name: string): readonly string[] {
  const words = wordsOf(withoutState(name).toLowerCase())
  let count = words.length
  while (count > 1 && endings.has(words[count - 1] ?? '')) count -= 1
  const full = words.slice(0, count).join(' ')
  if (count < 2 || !kinds.has(words[count - 1] ?? '')) return [full]
  return [full, words.slice(0, count - 1).join(' ')]
}

/** As the words of a question are cut: ten thousand names are read at once, so by hand and in one pass. */
function wordsOf(lower: string): readonly string[] {
  const words: string[] = []
  let word = ''
  for (const letter of lower) {
    if (isLetter(letter) || (letter === '&' && word !== '')) word += letter
    else if (!silent.has(letter)) {
      if (word !== '') words.push(word)
      word = ''
    }
  }
  if (word !== '') words.push(word)
  return words
}

const silent: ReadonlySet<string> = new Set(['.', "'", '’'])

function isLetter(letter: string): boolean {
  return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter >= '\u00c0'
}

/** All words but the endings; one word always stays. */
function bareWords(name: string): readonly string[] {
  const words = withoutState(name)
    .split(/\s+/)
    .filter((word) => word !== '' && word !== '/')
  let count = words.length
  while (count > 1 && endings.has(plain(words[count - 1] ?? ''))) count -= 1
  return words.slice(0, count)
}

/** The seat and the like behind a stroke: `/DE/`, `\DE\`, `/CAN/`, `/UK`. */
function withoutState(name: string): string {
  const at = Math.max(
    name.lastIndexOf(' /'),
    name.lastIndexOf(' \\'),
    name.indexOf('/', name.length - 5),
  )
  return at > 0 ? withoutState(name.slice(0, at).trimEnd()) : name
}

function plain(word: string): string {
  return word.toLowerCase().replaceAll(/[.,'’()&]/g, '')
}
