import { beforeEach, expect, it } from 'vitest'

import type { Cache } from '../../../core/cache.ts'
import { AppError } from '../../../core/errors.ts'
import { memoryCache } from '../../../core/memory-cache.ts'
import type { Fetched, Headline, Source, SourceRequest } from '../types.ts'
import { cached } from './cached.ts'
import { keptNews } from './keeping.ts'

type News = readonly Headline[]

const minute = 60_000
const refused = new AppError('unavailable', 'connection refused')
const signal = AbortSignal.any([])

let clock = 0
let counted: string[] = []
let cache: Cache

beforeEach(() => {
  clock = Date.parse('2026-03-04T12:00:00Z')
  counted = []
  const cacheAsked = (kind: string, outcome: string) => void counted.push(`${kind} ${outcome}`)
  cache = memoryCache({ now: () => clock, metrics: { cacheAsked } })
})

/** A source that answers when it is told to. */
function slow() {
  const waiting: ((answer: Fetched<News> | Error) => void)[] = []
  const asked: SourceRequest[] = []
  const begun = Promise.withResolvers<void>()
  const source: Source<News> = {
    name: 'yahoo',
    fetch(request) {
      asked.push(request)
      begun.resolve()
      return new Promise((resolve, reject) => {
        waiting.push((answer) => (answer instanceof Error ? reject(answer) : resolve(answer)))
      })
    },
  }
  return {
    source: cached(source, keptNews, { cache, now: () => clock }),
    asked,
    begun: begun.promise,
    settle: (answer: Fetched<News> | Error) => waiting.splice(0).forEach((tell) => tell(answer)),
  }
}

/** A source that answers at once, with what it is told to. */
function prompt(answer: () => Fetched<News> | Error) {
  let count = 0
  const source: Source<News> = {
    name: 'yahoo',
    async fetch() {
      count += 1
      const given = answer()
      if (given instanceof Error) throw given
      return given
    },
  }
  return { source: cached(source, keptNews, { cache, now: () => clock }), count: () => count }
}

function fetched(more: Partial<Fetched<News>> = {}): Fetched<News> {
  const at = '2026-03-04T11:00:00.000Z'
  const value = [{ title: 'Up', publisher: 'Paper', publishedAt: at, url: null }]
  const known = { value, source: 'yahoo', asOf: at, fetchedAt: at, notes: [] }
  return { ...known, freshness: 'live', ...more }
}

function ask(more: Partial<SourceRequest> = {}): SourceRequest {
  return { symbol: 'AAPL', askedAt: new Date(clock), signal, ...more }
}

function later(ms: number): void {
  clock += ms
}

it('asks once for all who ask at the same time, and keeps the answer for a while', async () => {
  const { source, asked, begun, settle } = slow()
  const both = [source.fetch(ask()), source.fetch(ask())]
  await begun
  settle(fetched())
  expect(await Promise.all(both)).toEqual([fetched(), fetched()])
  later(5 * minute - 1)
  expect(await source.fetch(ask())).toEqual(fetched())
  expect(asked).toHaveLength(1)
  expect(counted).toEqual(['stock_news miss', 'stock_news miss', 'stock_news hit'])
})

it('asks anew when the time is over, and for each symbol of its own', async () => {
  const { source, count } = prompt(() => fetched())
  await source.fetch(ask())
  await source.fetch(ask({ symbol: 'TSLA' }))
  expect(count()).toBe(2)
  later(5 * minute)
  await source.fetch(ask())
  expect(count()).toBe(3)
})

it('shares what it keeps with another replica on the same cache', async () => {
  await prompt(() => fetched()).source.fetch(ask())
  const other = prompt(() => refused)
  expect(await other.source.fetch(ask())).toEqual(fetched())
  expect(other.count()).toBe(0)
})

it('goes on for the others when one asker stops', async () => {
  const { source, asked, begun, settle } = slow()
  const stop = new AbortController()
  const first = source.fetch(ask({ signal: stop.signal }))
  const second = source.fetch(ask())
  await begun
  stop.abort(new AppError('stopped', 'the person stopped it'))
  await expect(first).rejects.toMatchObject({ code: 'stopped' })
  expect(asked[0]?.signal.aborted).toBe(false)
  settle(fetched())
  expect(await second).toEqual(fetched())
})

it.each([
  [5 * minute, '5 minutes ago'],
  [90 * minute, '1 hour ago'],
  [50 * 60 * minute, '2 days ago'],
])('lets its last answer stand in when it fails %d ms later, with its age', async (age, words) => {
  const answers: (Fetched<News> | Error)[] = [fetched({ notes: ['own note'] }), refused]
  const { source } = prompt(() => answers.shift() ?? refused)
  await source.fetch(ask())
  later(age)
  expect(await source.fetch(ask())).toEqual({
    ...fetched(),
    freshness: 'stale',
    notes: [`yahoo unavailable: connection refused; its answer of ${words} used`, 'own note'],
  })
  expect(counted).toEqual(['stock_news miss', 'stock_news stale'])
})

it('fails when its last answer is too old to stand in, or there is none', async () => {
  const answers: (Fetched<News> | Error)[] = [fetched(), refused]
  const { source } = prompt(() => answers.shift() ?? refused)
  await source.fetch(ask())
  later(3 * 24 * 60 * minute + 5 * minute)
  await expect(source.fetch(ask())).rejects.toBe(refused)
  await expect(source.fetch(ask({ symbol: 'TSLA' }))).rejects.toBe(refused)
  expect(counted.slice(1)).toEqual(['stock_news failed', 'stock_news failed'])
})

it('does not let an old answer hide that the symbol is gone', async () => {
  const gone = new AppError('not_found', 'yahoo does not know AAPL')
  const answers: (Fetched<News> | Error)[] = [fetched(), gone]
  const { source } = prompt(() => answers.shift() ?? gone)
  await source.fetch(ask())
  later(5 * minute)
  await expect(source.fetch(ask())).rejects.toBe(gone)
})

it('keeps nothing for a question of another day, and answers it with nothing kept', async () => {
  const { source, count } = prompt(() => fetched())
  await source.fetch(ask())
  const yesterday = new Date(clock - 24 * 60 * minute)
  await source.fetch(ask({ askedAt: yesterday }))
  await source.fetch(ask({ askedAt: yesterday }))
  expect(count()).toBe(3)
  await source.fetch(ask())
  expect(count()).toBe(3)
})
