import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'

import type { Cache, CacheKey, CacheOptions } from './cache.ts'
import { AppError } from './errors.ts'
import type { ReadThroughOptions } from './read-through.ts'

export interface OpenCache {
  readonly cache: Cache
  close(): Promise<void>
}

interface Price {
  readonly symbol: string
  readonly closes: readonly number[]
  readonly note: string | null
}

const schema = z.object({
  symbol: z.string(),
  closes: z.array(z.number()),
  note: z.string().nullable(),
})
const price: Price = { symbol: 'AAPL', closes: [169.23, 170.5], note: null }
const other: Price = { ...price, closes: [171] }

/** The stage of one test. */
interface Stage {
  cache: Cache
  key: CacheKey
  /** Milliseconds since the epoch, turned by the test. */
  clock: number
  /** What was counted. */
  asked: string[]
  newKey(): CacheKey
}

type Open = (options: ReadThroughOptions) => Promise<OpenCache>

/** What callers rely on in every cache. `newKey` gives one that nobody has used, in any run. */
export function cacheContract(name: string, newKey: () => CacheKey, open: Open): void {
  describe(`the cache ${name}`, () => {
    const at = stage(newKey, open)
    keeping(at)
    standingIn(at)
    sharing(at)
    leaving(at)
  })
}

function stage(newKey: () => CacheKey, open: Open): Stage {
  const unopened: Cache = { fetch: () => Promise.reject(new Error('not yet open')) }
  const at: Stage = { cache: unopened, key: newKey(), clock: 0, asked: [], newKey }
  let opened: OpenCache

  beforeEach(async () => {
    opened = await open({
      now: () => at.clock,
      loadLimitMs: 300,
      metrics: { cacheAsked: (kind, outcome) => at.asked.push(`${kind} ${outcome}`) },
    })
    Object.assign(at, { cache: opened.cache, key: newKey(), clock: Date.now(), asked: [] })
  })
  afterEach(() => opened.close())
  return at
}

function options(more: Partial<CacheOptions<Price>> = {}): CacheOptions<Price> {
  const { signal } = new AbortController()
  return { schema, ttlMs: 60_000, staleMs: 600_000, signal, ...more }
}

const never = () => Promise.reject(new Error('must not be loaded'))
const failing = (code: AppError['code']) => () => Promise.reject(new AppError(code, 'no luck'))

function keeping(at: Stage): void {
  it('loads what it has not, and keeps it as it was', async () => {
    expect(await at.cache.fetch(at.key, options(), async () => price)).toEqual({
      value: price,
      ageMs: 0,
      isStale: false,
      source: 'miss',
      failure: null,
    })
    at.clock += 59_999
    expect(await at.cache.fetch(at.key, options(), never)).toEqual({
      value: price,
      ageMs: 59_999,
      isStale: false,
      source: 'hit',
      failure: null,
    })
    expect(at.asked).toEqual(['stock_price miss', 'stock_price hit'])
  })

  it('loads again when the time is over', async () => {
    await at.cache.fetch(at.key, options(), async () => price)
    at.clock += 60_000
    const again = await at.cache.fetch(at.key, options(), async () => other)
    expect(again).toMatchObject({ value: other, ageMs: 0, source: 'miss' })
    expect(await at.cache.fetch(at.key, options(), never)).toMatchObject({ value: other })
  })

  it('lets the value say how long it is good', async () => {
    const ttlMs = ({ closes }: Price) => closes.length * 1_000
    await at.cache.fetch(at.key, options({ ttlMs }), async () => price)
    at.clock += 1_999
    expect(await at.cache.fetch(at.key, options({ ttlMs }), never)).toMatchObject({ source: 'hit' })
    at.clock += 1
    const late = await at.cache.fetch(at.key, options({ ttlMs }), async () => other)
    expect(late).toMatchObject({ source: 'miss' })
  })

  it('keeps keys apart', async () => {
    await at.cache.fetch(at.key, options(), async () => price)
    const elsewhere = await at.cache.fetch(at.newKey(), options(), async () => other)
    expect(elsewhere).toMatchObject({ value: other, source: 'miss' })
  })

  it('does not take what an earlier release wrote for what it wants now', async () => {
    const old = z.object({ ticker: z.string() })
    const { signal } = new AbortController()
    const then = { schema: old, ttlMs: 60_000, staleMs: 60_000, signal }
    await at.cache.fetch(at.key, then, async () => ({ ticker: 'AAPL' }))
    const now = await at.cache.fetch(at.key, options(), async () => price)
    expect(now).toMatchObject({ value: price, source: 'miss' })
  })
}

function standingIn(at: Stage): void {
  it.each(['unavailable', 'rate_limited', 'timeout'] as const)(
    'lets a stale value stand in when loading fails with %s, with its age and the reason',
    async (code) => {
      await at.cache.fetch(at.key, options(), async () => price)
      at.clock += 659_999
      const stale = await at.cache.fetch(at.key, options(), failing(code))
      expect(stale).toMatchObject({
        value: price,
        ageMs: 659_999,
        isStale: true,
        source: 'stale',
      })
      expect(stale.failure).toMatchObject({ code, message: 'no luck' })
      at.clock += 1
      await expect(at.cache.fetch(at.key, options(), failing(code))).rejects.toMatchObject({ code })
    },
  )

  it.each(['not_found', 'invalid', 'bug', 'forbidden'] as const)(
    'has no value for a load that fails with %s, for that is the answer',
    async (code) => {
      await at.cache.fetch(at.key, options(), async () => price)
      at.clock += 60_000
      await expect(at.cache.fetch(at.key, options(), failing(code))).rejects.toMatchObject({ code })
    },
  )

  it('lets a stale value stand in for a load that does not end', async () => {
    await at.cache.fetch(at.key, options(), async () => price)
    at.clock += 60_000
    const endless = () => new Promise<Price>(() => {})
    const stale = await at.cache.fetch(at.key, options(), endless)
    expect(stale).toMatchObject({ source: 'stale', failure: { code: 'timeout' } })
  })
}

function sharing(at: Stage): void {
  it('loads once for all who ask at the same time', async () => {
    let loads = 0
    const load = async () => {
      loads += 1
      return price
    }
    const all = await Promise.all(
      Array.from({ length: 100 }, () => at.cache.fetch(at.key, options(), load)),
    )
    expect(loads).toBe(1)
    expect(all.every(({ value }) => value.symbol === 'AAPL')).toBe(true)
    expect(at.asked).toHaveLength(100)
  })

  it('fails for all who asked at the same time, and asks anew for the next', async () => {
    const asking = [1, 2].map(() => at.cache.fetch(at.key, options(), failing('unavailable')))
    for (const { status } of await Promise.allSettled(asking)) expect(status).toBe('rejected')
    const next = await at.cache.fetch(at.key, options(), async () => price)
    expect(next).toMatchObject({ source: 'miss' })
    expect(at.asked).toEqual(['failed', 'failed', 'miss'].map((end) => `stock_price ${end}`))
  })
}

function leaving(at: Stage): void {
  it('lets one asker leave and goes on for the other', async () => {
    const hasty = new AbortController()
    const loading = Promise.withResolvers<Price>()
    const begun = Promise.withResolvers<AbortSignal>()
    const load = (signal: AbortSignal) => {
      begun.resolve(signal)
      return loading.promise
    }
    const left = at.cache.fetch(at.key, options({ signal: hasty.signal }), load)
    const stayed = at.cache.fetch(at.key, options(), load)
    const signal = await begun.promise
    hasty.abort()
    await expect(left).rejects.toMatchObject({ name: 'AbortError' })
    expect(signal.aborted).toBe(false)
    loading.resolve(price)
    expect(await stayed).toMatchObject({ value: price, source: 'miss' })
  })

  it('aborts the load when the last asker has left, and loads anew for the next', async () => {
    const hasty = new AbortController()
    const begun = Promise.withResolvers<AbortSignal>()
    const load = (signal: AbortSignal) => {
      begun.resolve(signal)
      return new Promise<Price>(() => {})
    }
    const left = at.cache.fetch(at.key, options({ signal: hasty.signal }), load)
    const signal = await begun.promise
    hasty.abort()
    await expect(left).rejects.toMatchObject({ name: 'AbortError' })
    expect(signal.aborted).toBe(true)
    const next = await at.cache.fetch(at.key, options(), async () => price)
    expect(next).toMatchObject({ value: price, source: 'miss' })
  })

  it('does nothing for an asker that had left before', async () => {
    const signal = AbortSignal.abort()
    const asking = at.cache.fetch(at.key, options({ signal }), never)
    await expect(asking).rejects.toMatchObject({ name: 'AbortError' })
  })
}
