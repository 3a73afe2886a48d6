import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { openWatch, type Watch } from './embedded-watch.ts'

let hung: number
let watch: Watch

beforeEach(() => {
  vi.useFakeTimers()
  hung = 0
  watch = openWatch(1_000, () => (hung += 1))
})
afterEach(() => {
  watch.close()
  vi.useRealTimers()
})

it('takes nobody for hung who was asked nothing, or has answered everything', () => {
  vi.advanceTimersByTime(10_000)
  watch.asked()
  watch.asked()
  watch.served()
  watch.served()
  vi.advanceTimersByTime(10_000)
  expect(hung).toBe(0)
})

it('takes somebody for hung who left one question of several unanswered for so long', () => {
  watch.asked()
  watch.asked()
  watch.served()
  vi.advanceTimersByTime(1_000)
  expect(hung).toBe(0)
  vi.advanceTimersByTime(500)
  expect(hung).toBe(1)
})

it('waits for whoever is slow and goes on', () => {
  for (let question = 0; question < 10; question += 1) watch.asked()
  for (let answer = 0; answer < 10; answer += 1) {
    vi.advanceTimersByTime(900)
    watch.served()
  }
  expect(hung).toBe(0)
})

it('says nothing once it is closed', () => {
  watch.asked()
  watch.close()
  vi.advanceTimersByTime(10_000)
  expect(hung).toBe(0)
})
