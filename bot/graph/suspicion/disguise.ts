/**
 * A text as it may be meant, all in small letters: as it stands, with look-alike digits read as letters and letters
 * set apart joined; what is in base64; and backwards, where that reads like words.
 */
export function readings(text: string): readonly string[] {
  const plain = folded(text.slice(0, longest))
  return [joined(unleet(plain)), ...decoded(text.slice(0, longest)), ...turned(plain)]
}

/** Longer questions are not read. */
const longest = 8_000

function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036F\p{Cf}]/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('’', "'")
}

/** `1gnor3` is a word, `h1` and `3m` are names. */
function unleet(text: string): string {
  return text.replaceAll(/(?<![\w$@])[a-z013457$@]{4,30}(?![\w$@])/g, (word) =>
    /[a-z].*[a-z]/.test(word)
      ? word.replaceAll(/[013457$@]/g, (sign) => letters[sign] ?? sign)
      : word,
  )
}

const letters: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  $: 's',
  '@': 'a',
}

/** `i g n o r e   a l l` and `r-u-l-e-s`; and the words in `ignoreallprevious`, as far as they matter. */
function joined(text: string): string {
  const together = text.replaceAll(
    /(?<![\p{L}\p{N}])\p{L}(?:[ .\-_*]\p{L}){3,}(?![\p{L}\p{N}])/gu,
    (word) => word.replaceAll(/[ .\-_*]/g, '').replaceAll(seams, ' $& '),
  )
  return together.replaceAll(/[a-z]{20,}/g, (word) => word.replaceAll(seams, ' $& '))
}

const seams =
  /ignore|disregard|forget|all|previous|prior|above|your|system|prompt|instructions?|rules|reveal|print/g

function decoded(text: string): readonly string[] {
  const found = text.match(/[A-Za-z0-9+/]{16,}={0,2}/g) ?? []
  return found
    .slice(0, 8)
    .map((code) => Buffer.from(code, 'base64').toString('latin1'))
    .filter((words) => /^[\x20-\x7E\n]{10,}$/.test(words) && / /.test(words))
    .map((words) => words.toLowerCase())
}

function turned(text: string): readonly string[] {
  const backwards = Array.from(text).toReversed().join('')
  return /\b(?:ignore|instructions|prompt|reveal|system|password)\b/.test(backwards)
    ? [backwards]
    : []
}
