import type { Limits } from '../core/types.ts'

/** How long a text is to its channel. */
export type Length = Pick<Limits, 'length' | 'unit'>

export function lengthOf(text: string, unit: Limits['unit']): number {
  if (unit === 'utf16') return text.length
  if (unit === 'utf8') return Buffer.byteLength(text)
  return text.length - surrogatePairs(text)
}

export function isWithin(text: string, { length, unit }: Length): boolean {
  const most = unit === 'utf8' ? text.length * 3 : text.length
  return most <= length || lengthOf(text, unit) <= length
}

/** The most UTF-16 units of `text` that fit, never half a character and, where possible, never half a grapheme. */
export function fittingIndex(text: string, limit: Length): number {
  const index = fittingCharacters(text, limit)
  return index === text.length ? index : graphemeStart(text, index)
}

function fittingCharacters(text: string, { length, unit }: Length): number {
  let index = 0
  let used = 0
  while (index < text.length) {
    const code = text.codePointAt(index) ?? 0
    used += costOf(code, unit)
    if (used > length) break
    index += code > 0xffff ? 2 : 1
  }
  return index
}

function costOf(code: number, unit: Limits['unit']): number {
  if (unit === 'characters') return 1
  if (unit === 'utf16') return code > 0xffff ? 2 : 1
  if (code < 0x80) return 1
  if (code < 0x800) return 2
  return code > 0xffff ? 4 : 3
}

/** Where the grapheme around `index` begins; `index` itself when that grapheme is absurdly long. */
export function graphemeStart(text: string, index: number): number {
  const from = Math.max(0, index - lookBehind)
  const around = text.slice(from, index + lookAhead)
  const start = from + (graphemes.segment(around).containing(index - from)?.index ?? index - from)
  return start > from ? start : index
}

/** A grapheme's start depends on what is before it: a row of flags, a family of emoji. */
const lookBehind = 512
const lookAhead = 32
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

function surrogatePairs(text: string): number {
  return text.match(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g)?.length ?? 0
}
