import { expect, it } from 'vitest'

import { tapped } from './tapped.ts'

/** Counts up to three, or to its failure. */
async function* counting(failsAt = 4): AsyncGenerator<number> {
  for (let count = 1; count <= 3; count += 1) {
    if (count === failsAt) throw new Error('enough')
    yield count
  }
}

function watched(events: AsyncIterable<number>) {
  const seen: unknown[] = []
  const stream = tapped(() => events, {
    see: (event) => void seen.push(event),
    end: (error) => void seen.push(error ?? 'end'),
  })
  return { seen, stream }
}

it('shows every event and then the end, once', async () => {
  const { seen, stream } = watched(counting())
  expect(await Array.fromAsync(stream)).toEqual([1, 2, 3])
  expect(seen).toEqual([1, 2, 3, 'end'])
})

it('shows the end to whom a reader leaves, and closes the stream', async () => {
  const events = counting()
  const { seen, stream } = watched(events)
  for await (const event of stream) if (event === 2) break
  expect(seen).toEqual([1, 2, 'end'])
  expect(await events.next()).toEqual({ done: true, value: undefined })
})

it('shows a failure, and passes it on', async () => {
  const { seen, stream } = watched(counting(2))
  await expect(Array.fromAsync(stream)).rejects.toThrow('enough')
  expect(seen).toEqual([1, new Error('enough')])
})

it('waits for whoever takes a while to see', async () => {
  const order: string[] = []
  const slowly = (what: string) =>
    new Promise<void>((done) => setImmediate(() => done(void order.push(what))))
  const stream = tapped(async () => counting(), {
    see: (n) => slowly(`seen ${n}`),
    end: () => slowly('end'),
  })
  for await (const event of stream) order.push(`read ${event}`)
  order.push('left')
  expect(order).toEqual(['seen 1', 'read 1', 'seen 2', 'read 2', 'seen 3', 'read 3', 'end', 'left'])
})
