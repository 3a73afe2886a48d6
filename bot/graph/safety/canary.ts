import { randomInt } from 'node:crypto'

/** A word that nobody can guess, of letters and digits that are not mistaken for one another. */
export function randomWord(length: number): string {
  return Array.from({ length }, () => letters.charAt(randomInt(letters.length))).join('')
}

const letters = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Told what a model says, piece by piece; true from the piece on in which it gives something away. */
export type LeakWatch = (piece: string) => boolean

/**
 * Looks for a canary, or half of one, and for long pieces of the instructions it stands in, whatever stands between
 * the letters: spaces, points, markup, the end of a piece. Also backwards, in base64 and in hexadecimal.
 */
export function leakWatch(canary: string, instructions: string): LeakWatch {
  const traces = new Set(formsOf(canary).flatMap((form) => windows(squash(form), half)))
  const secret = squash(instructions)
  let tail = ''
  return (piece) => {
    const text = tail + squash(piece)
    tail = text.slice(-2 * excerpt)
    return windows(text, half).some((window) => traces.has(window)) || repeats(text, secret)
  }
}

/** By chance eight letters meet about once in a million replies. */
const half = 8

/** Longer than any phrase that a reply and its instructions share by nature. */
const excerpt = 40

function repeats(text: string, secret: string): boolean {
  for (let at = 0; at + excerpt <= text.length; at += excerpt / 2) {
    if (secret.includes(text.slice(at, at + excerpt))) return true
  }
  return false
}

/** In base64 a word looks different at each of three places; what its neighbours colour is left out. */
function formsOf(word: string): string[] {
  const encoded = [0, 1, 2].map((before) =>
    Buffer.from(' '.repeat(before) + word)
      .toString('base64')
      .slice(before === 0 ? 0 : before + 1, -4),
  )
  const backwards = Array.from(word).toReversed().join('')
  return [word, backwards, Buffer.from(word).toString('hex'), ...encoded]
}

function squash(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
}

function windows(text: string, length: number): string[] {
  const count = Math.max(0, text.length - length + 1)
  return Array.from({ length: count }, (_, at) => text.slice(at, at + length))
}
