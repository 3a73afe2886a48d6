import { describe, expect, it } from 'vitest'

import { AppError } from '../../../core/errors.ts'
import type { Analyst } from '../../../core/project.ts'
import { type Company, findings, apple } from '../narrator/fixtures.ts'
import { verdictOn } from '../recommendation/judge.ts'
import { rank } from './rank.ts'

const { signal } = new AbortController()
const names = ['technical', 'fundamental', 'sentiment'] as const

/** Analysts that give every symbol its one score; `null` is a vendor that does not answer. */
function analysts(scores: Readonly<Record<string, number | null>>, demo: readonly string[] = []) {
  return names.map((name): Analyst => ({
    name,
    title: name,
    async analyse({ symbol, isOneOfMany }) {
      const score = scores[symbol] ?? null
      if (score === null || !isOneOfMany) throw new AppError('unavailable', 'no answer')
      const company: Company = {
        ...apple,
        symbol,
        freshness: demo.includes(symbol) ? 'demo' : 'closed',
        scores: { technical: score, fundamental: score, sentiment: score },
      }
      const found = findings(company).find(({ analyst }) => analyst === name)
      if (found === undefined) throw new Error(`no ${name}`)
      return found
    },
  }))
}

async function ranked(
  scores: Readonly<Record<string, number | null>>,
  { demo, limitMs = 10_000 }: { demo?: readonly string[]; limitMs?: number } = {},
) {
  const told: string[] = []
  const ranking = await rank(
    { analysts: analysts(scores, demo), judge: verdictOn },
    {
      symbols: Object.keys(scores),
      askedAt: new Date('2017-12-30T10:00:00Z'),
      signal,
      limitMs,
      onProgress: (done, all) => told.push(`${done} of ${all}`),
    },
  )
  return { symbols: ranking.verdicts.map(({ symbol }) => symbol), all: ranking.all, told }
}

describe('a ranking', () => {
  it('is by the score that the analysis of each gives, and tells how far it is', async () => {
    const { symbols, all, told } = await ranked({ A: -0.5, B: 0.7, C: 0.1, D: 0.7 })
    expect(symbols).toEqual(['B', 'D', 'C', 'A'])
    expect(all).toBe(4)
    expect(told).toEqual(['1 of 4', '2 of 4', '3 of 4', '4 of 4'])
  })

  it('leaves out what nobody knows anything of', async () => {
    expect(await ranked({ A: 0.1, B: null })).toMatchObject({ symbols: ['A'], all: 2 })
  })

  it('ranks made-up data only where there is nothing else', async () => {
    expect((await ranked({ A: 0.1, B: 0.9 }, { demo: ['B'] })).symbols).toEqual(['A'])
    expect((await ranked({ A: 0.1, B: 0.9 }, { demo: ['A', 'B'] })).symbols).toEqual(['B', 'A'])
  })

  it('ends when its time is over, with what it has', async () => {
    const scores = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`S${at}`, at / 40]))
    expect(await ranked(scores, { limitMs: -1 })).toMatchObject({ symbols: [], all: 40 })
  })
})
