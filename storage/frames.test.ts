import { expect, it } from 'vitest'

import { openFrames } from './frames.ts'

const startup = Buffer.from([0, 0, 0, 8, 0, 3, 0, 0])
const query = Buffer.from([81, 0, 0, 0, 6, 59, 0])

it('lets whole messages through together', () => {
  const frames = openFrames()
  expect(frames.add(startup)).toEqual(startup)
  expect(frames.add(Buffer.concat([query, query]))).toEqual(Buffer.concat([query, query]))
})

it.each([1, 2, 3, 7])('holds a message back until it is whole, in pieces of %i bytes', (size) => {
  const frames = openFrames()
  const stream = Buffer.concat([startup, query, query])
  const pieces = Array.from({ length: Math.ceil(stream.length / size) }, (_, index) =>
    frames.add(stream.subarray(index * size, (index + 1) * size)),
  )
  expect(Buffer.concat(pieces)).toEqual(stream)
  for (const piece of pieces) expect([0, 7, 8, 14]).toContain(piece.length)
})
