import { getEventListeners } from 'node:events'

import { expect, it } from 'vitest'

import { bulkhead } from './bulkhead.ts'

const { signal } = new AbortController()

it('lets so many in, so many wait in order, and turns the rest away', async () => {
  const room = bulkhead('m', { calls: 1, queue: 2 })
  const order: string[] = []
  const leave = await room.enter(signal)
  const waiting = ['first', 'second'].map(async (name) => {
    const out = await room.enter(signal)
    order.push(name)
    out()
  })
  await expect(room.enter(signal)).rejects.toMatchObject({ kind: 'full', code: 'rate_limited' })
  leave()
  await Promise.all(waiting)
  expect(order).toEqual(['first', 'second'])
})

it('counts a way out that is taken twice once', async () => {
  const room = bulkhead('m', { calls: 1, queue: 0 })
  const leave = await room.enter(signal)
  leave()
  leave()
  await room.enter(signal)
  await expect(room.enter(signal)).rejects.toMatchObject({ kind: 'full' })
})

it('gives up the place in the queue of whoever stops, and leaves nothing on the signal', async () => {
  const room = bulkhead('m', { calls: 1, queue: 1 })
  const leave = await room.enter(signal)
  const caller = new AbortController()
  const waiting = room.enter(caller.signal)
  caller.abort(new Error('enough'))
  await expect(waiting).rejects.toThrow('enough')
  expect(getEventListeners(caller.signal, 'abort')).toEqual([])
  const next = room.enter(signal)
  leave()
  await expect(next).resolves.toBeTypeOf('function')
})

it('turns away whoever has stopped before', async () => {
  const room = bulkhead('m', { calls: 1, queue: 1 })
  await expect(room.enter(AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough')
})
