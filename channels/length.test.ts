import { describe, expect, it } from 'vitest'

import { fittingIndex, isWithin, lengthOf } from './length.ts'

const family = '👨‍👩‍👧'

describe('length', () => {
  it.each([
    ['characters', 5],
    ['utf16', 8],
    ['utf8', 18],
  ] as const)('counts a family of emoji in %s as %i', (unit, length) => {
    expect(lengthOf(family, unit)).toBe(length)
    expect(isWithin(family, { length, unit })).toBe(true)
    expect(isWithin(family, { length: length - 1, unit })).toBe(false)
  })

  it('counts half a character as the platform will', () => {
    expect(lengthOf('\uD83D', 'utf8')).toBe(3)
    expect(lengthOf('\uD83D', 'characters')).toBe(1)
  })
})

describe('what fits', () => {
  it.each(['characters', 'utf16', 'utf8'] as const)(
    'ends between graphemes, counted in %s',
    (unit) => {
      const text = `ab${family}cd`
      for (let length = 2; length < lengthOf(text, unit); length++) {
        const fitting = text.slice(0, fittingIndex(text, { length, unit }))
        expect(isWithin(fitting, { length, unit })).toBe(true)
        expect(['ab', `ab${family}`, `ab${family}c`]).toContain(fitting)
      }
    },
  )

  it('breaks a grapheme that nothing could hold, though no character', () => {
    const text = '😀\u0301'.padEnd(5_000, '\u0301')
    expect(fittingIndex(text, { length: 100, unit: 'utf16' })).toBe(100)
    expect(fittingIndex('😀😀', { length: 3, unit: 'utf16' })).toBe(2)
  })
})
