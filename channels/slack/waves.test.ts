import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { openWaves } from './waves.ts'

let gone: string[]
let wave: () => Promise<void>

beforeEach(() => {
  vi.useFakeTimers()
  gone = []
  wave = openWaves(40)
})
afterEach(() => {
  vi.useRealTimers()
})

function come(name: string): void {
  void wave().then(() => gone.push(name))
}

it('lets go on at once whoever comes alone', async () => {
  come('a')
  await vi.advanceTimersByTimeAsync(0)
  expect(gone).toEqual(['a'])
  await vi.advanceTimersByTimeAsync(40)
  come('b')
  await vi.advanceTimersByTimeAsync(0)
  expect(gone).toEqual(['a', 'b'])
})

it('keeps together, and in order, those who come soon after, and no longer than that', async () => {
  come('a')
  await vi.advanceTimersByTimeAsync(10)
  come('b')
  await vi.advanceTimersByTimeAsync(20)
  come('c')
  await vi.advanceTimersByTimeAsync(9)
  expect(gone).toEqual(['a'])
  await vi.advanceTimersByTimeAsync(1)
  expect(gone).toEqual(['a', 'b', 'c'])
})

it('counts anew from each wave', async () => {
  come('a')
  come('b')
  await vi.advanceTimersByTimeAsync(40)
  come('c')
  await vi.advanceTimersByTimeAsync(39)
  expect(gone).toEqual(['a', 'b'])
  await vi.advanceTimersByTimeAsync(1)
  expect(gone).toEqual(['a', 'b', 'c'])
})
