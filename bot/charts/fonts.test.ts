import { readFileSync } from 'node:fs'

import { expect, it } from 'vitest'

import { canWrite, writable } from '../../agents/stocks/charts/letters.ts'

/** The characters that a font has a glyph for: its `cmap`, format 4 of the OpenType specification. */
function lettersOf(file: string): ReadonlySet<number> {
  const font = readFileSync(new URL(`fonts/${file}`, import.meta.url))
  const cmap = tableOf(font, 'cmap')
  const map = cmap + font.readUInt32BE(cmap + 8)
  expect(font.readUInt16BE(map)).toBe(4)
  const bytes = font.readUInt16BE(map + 6)
  const field = (index: number, segment: number) => map + 14 + index * bytes + 2 * segment
  const found = new Set<number>()
  for (let segment = 0; segment < bytes / 2; segment += 1) {
    const end = font.readUInt16BE(field(0, segment))
    const start = font.readUInt16BE(field(1, segment) + 2)
    const delta = font.readUInt16BE(field(2, segment) + 2)
    const offsetAt = field(3, segment) + 2
    const offset = font.readUInt16BE(offsetAt)
    for (let letter = start; letter <= end && letter < 0xffff; letter += 1) {
      const glyph =
        offset === 0
          ? (letter + delta) & 0xffff
          : font.readUInt16BE(offsetAt + offset + 2 * (letter - start))
      if (glyph !== 0) found.add(letter)
    }
  }
  return found
}

function tableOf(font: Buffer, name: string): number {
  const records = Array.from({ length: font.readUInt16BE(4) }, (_, index) => 12 + 16 * index)
  const record = records.find((at) => font.toString('latin1', at, at + 4) === name)
  if (record === undefined) throw new Error(`the font has no ${name}`)
  return font.readUInt32BE(record + 8)
}

it.each(['Inter-Regular.ttf', 'Inter-SemiBold.ttf'])(
  'what we write, %s has letters for',
  (file) => {
    const own = lettersOf(file)
    expect(own.size).toBeGreaterThan(1000)
    const all = Array.from({ length: 0x1_0000 }, (_, code) => code)
    const inks = all.filter((code) => canWrite(String.fromCharCode(code)) && code >= 0x20)
    const drawn = inks.flatMap((code) => Array.from(writable(String.fromCharCode(code))))
    expect(drawn.filter((letter) => !own.has(letter.codePointAt(0) ?? 0))).toEqual([])
    const lost = [...own].filter((code) => writable(String.fromCharCode(code)) === '?')
    // U+0374 is, by Unicode, only another way to write U+02B9, which they lack.
    expect(lost).toEqual([0x3f, 0x374])
  },
)

it.each([
  ['株式会社', '????'],
  ['हिन्दी 7', '?????? 7'],
  ['A\u202eB\u0000C', 'A B C'],
  ['Crème brûlée, ЗАО, Ωμέγα', 'Crème brûlée, ЗАО, Ωμέγα'],
])('%s is written as %s', (words, shown) => {
  expect(writable(words)).toBe(shown)
})
