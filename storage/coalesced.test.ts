import { expect, it } from 'vitest'

import { coalesced } from './coalesced.ts'

/** Saves that end when the test says so. */
function slowSaves() {
  const saves: { items: readonly string[]; end: PromiseWithResolvers<void> }[] = []
  const add = coalesced<string>((items) => {
    const end = Promise.withResolvers<void>()
    saves.push({ items, end })
    return end.promise
  })
  return { saves, add, saved: () => saves.map(({ items }) => items) }
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
  expect(saved()).toEqual([['a', 'b']])
  saves[0]?.end.resolve()
  await Promise.all(first)
  await turnOfEvents()
  expect(saved()).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ])
  saves[1]?.end.resolve()
  await Promise.all(second)
})

it('tells all items of a failed save, and saves on', async () => {
  const { saves, add } = slowSaves()
  const doomed = Promise.allSettled([add('a'), add('b')])
  await turnOfEvents()
  const later = add('c')
  saves[0]?.end.reject(new Error('disk full'))
  expect((await doomed).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  await turnOfEvents()
  expect(saves[1]?.items).toEqual(['c'])
  saves[1]?.end.resolve()
  await later
})
