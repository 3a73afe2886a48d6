import { expect, it } from 'vitest'

import { cacheContract } from './cache-contract.ts'
import { stockPriceKey } from './cache-keys.ts'
import { memoryCache, memoryCacheStore } from './memory-cache.ts'

let names = 0

cacheContract(
  'of one process',
  () => stockPriceKey(`TEST${(names += 1)}`, 'US', '1y'),
  async (options) => ({ cache: memoryCache(options), close: async () => {} }),
)

const entry = { value: 1, loadedAt: 0, freshUntil: 0 }

it('forgets what was used longest ago when it is full', async () => {
  const store = memoryCacheStore({ maxEntries: 2 })
  await store.write('user_session:a', entry, 1_000)
  await store.write('user_session:b', entry, 1_000)
  await store.read('user_session:a')
  await store.write('user_session:c', entry, 1_000)
  expect(await store.read('user_session:b')).toBeNull()
  expect(await store.read('user_session:a')).toEqual(entry)
  expect(await store.read('user_session:c')).toEqual(entry)
})

it('forgets nothing of one kind for much of another, which may have a limit of its own', async () => {
  const store = memoryCacheStore({ maxEntries: 1, maxEntriesOf: { headline_judgement: 2 } })
  await store.write('stock_price:a', entry, 1_000)
  for (const key of ['a', 'b', 'c'] as const) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other, so that the first is the oldest.
    await store.write(`headline_judgement:${key}`, entry, 1_000)
  }
  expect(await store.read('stock_price:a')).toEqual(entry)
  expect(await store.read('headline_judgement:a')).toBeNull()
  expect(await store.read('headline_judgement:b')).toEqual(entry)
  expect(await store.read('headline_judgement:c')).toEqual(entry)
})

it('has nothing that is past its time', async () => {
  let clock = 0
  const store = memoryCacheStore({ now: () => clock })
  await store.write('user_session:a', entry, 1_000)
  clock = 999
  expect(await store.read('user_session:a')).toEqual(entry)
  clock = 1_000
  expect(await store.read('user_session:a')).toBeNull()
})
