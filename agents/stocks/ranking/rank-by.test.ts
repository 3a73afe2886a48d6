import { expect, it } from 'vitest'

import { AppError } from '../../../core/errors.ts'
import type { Analyst } from '../../../core/project.ts'
import { apple, fundamental } from '../narrator/fixtures.ts'
import { rankBy } from './rank-by.ts'

interface Known {
  readonly value: number | null
  readonly currency?: string
  readonly isDemo?: boolean
}

/** An analyst of accounts that knows one figure of each; of others there is nothing. */
function analystOf(by: string, known: Readonly<Record<string, Known>>): Analyst {
  return {
    name: 'fundamental',
    title: 'Reading',
    async analyse({ symbol }) {
      const { value, currency = 'USD', isDemo = false } = known[symbol] ?? {}
      if (value === undefined) throw new AppError('unavailable', 'no answer')
      const freshness = isDemo ? 'demo' : 'closed'
      const fundamentals = { [by]: value }
      return fundamental({ ...apple, symbol, currency, freshness, fundamentals })
    },
  }
}

async function ranked(by: string, known: Readonly<Record<string, Known>>, isLowestFirst = true) {
  const told: string[] = []
  const { placed, all } = await rankBy(analystOf(by, known), {
    symbols: [...Object.keys(known), 'GONE'],
    by,
    isLowestFirst,
    period: null,
    aspect: null,
    askedAt: new Date('2017-12-30T10:00:00Z'),
    signal: new AbortController().signal,
    limitMs: 10_000,
    onProgress: (done, of) => told.push(`${done} of ${of}`),
  })
  return { symbols: placed.map(({ symbol }) => symbol), all, told }
}

it('puts the end first that is asked for, leaves out what has no figure, and tells how far it is', async () => {
  const known = { A: { value: 20 }, B: { value: 10 }, C: { value: null }, D: { value: 30 } }
  const lowest = await ranked('peTrailing', known)
  expect(lowest.symbols).toEqual(['B', 'A', 'D'])
  expect(lowest.told.at(-1)).toBe('5 of 5')
  expect((await ranked('peTrailing', known, false)).symbols).toEqual(['D', 'A', 'B'])
})

it('puts no made-up figure beside a real one', async () => {
  const known = { A: { value: 20 }, B: { value: 10, isDemo: true } }
  expect((await ranked('peTrailing', known)).symbols).toEqual(['A'])
})

it('orders amounts of money in one currency, the one that most have', async () => {
  const known = { A: { value: 2 }, B: { value: 900, currency: 'JPY' }, C: { value: 3 } }
  expect((await ranked('marketCap', known, false)).symbols).toEqual(['C', 'A'])
  expect((await ranked('peTrailing', known, false)).symbols).toEqual(['B', 'C', 'A'])
})
