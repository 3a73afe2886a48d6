import { expect, it } from 'vitest'

import { coalesced } from './coalesced.ts'

/** Saves that end when the test says so. */
function slowSaves(options?: Parameters<typeof coalesced>[1]) {
  const saves: { items: readonly string[]; end: PromiseWithResolvers<string> }[] = []
  const add = coalesced<string, string>((items) => {
    const end = Promise.withResolvers<string>()
    saves.push({ items, end })
    return end.promise
  }, options)
  return { saves, add, saved: () => saves.map(({ items }) => items.join('')) }
}

/** Lets everything that is ready happen. */
function turnOfEvents(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

it('saves what comes at once together, and what comes meanwhile together afterwards', async () => {
  const { saves, add, saved } = slowSaves()
  const first = [add('a'), add('b')]
  await turnOfEvents()
  const second = [add('c'), add('d')]
  await turnOfEvents()
  expect(saved()).toEqual(['ab'])
  saves[0]?.end.resolve('first')
  expect(await Promise.all(first)).toEqual(['first', 'first'])
  await turnOfEvents()
  expect(saved()).toEqual(['ab', 'cd'])
  saves[1]?.end.resolve('second')
  expect(await Promise.all(second)).toEqual(['second', 'second'])
})

it('saves no more at once than it may, the rest in order afterwards', async () => {
  const { saves, add, saved } = slowSaves({ most: 2 })
  const all = ['a', 'b', 'c', 'd', 'e'].map(add)
  for (let at = 0; at < 3; at += 1) {
    await turnOfEvents()
    saves[at]?.end.resolve(String(at))
  }
  expect(await Promise.all(all)).toEqual(['0', '0', '1', '1', '2'])
  expect(saved()).toEqual(['ab', 'cd', 'e'])
})

it('tells all items of a failed save, and saves on', async () => {
  const { saves, add, saved } = slowSaves()
  const doomed = Promise.allSettled([add('a'), add('b')])
  await turnOfEvents()
  const later = add('c')
  saves[0]?.end.reject(new Error('disk full'))
  expect((await doomed).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  await turnOfEvents()
  expect(saved()).toEqual(['ab', 'c'])
  saves[1]?.end.resolve('saved')
  await later
})

it('sends one more after the one under way, once it is worth it, and no third', async () => {
  const { saves, add, saved } = slowSaves({ worthwhile: 2 })
  const all = [add('a')]
  await turnOfEvents()
  all.push(add('b'))
  await turnOfEvents()
  expect(saved()).toEqual(['a'])
  all.push(add('c'))
  await turnOfEvents()
  expect(saved()).toEqual(['a', 'bc'])
  all.push(add('d'), add('e'))
  await turnOfEvents()
  expect(saved()).toEqual(['a', 'bc'])
  saves[0]?.end.resolve('first')
  await turnOfEvents()
  expect(saved()).toEqual(['a', 'bc', 'de'])
  saves[1]?.end.resolve('second')
  saves[2]?.end.resolve('third')
  expect(await Promise.all(all)).toEqual(['first', 'second', 'second', 'third', 'third'])
})
