import { getEventListeners } from 'node:events'

import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { startDeadline } from './deadline.ts'

const deadlines = { firstMs: 1_000, idleMs: 100, totalMs: 10_000 }

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function start(signal = new AbortController().signal) {
  return startDeadline(signal, deadlines)
}

it('waits for the first text, however many signs of life come before', () => {
  const deadline = start()
  deadline.waiting()
  vi.advanceTimersByTime(999)
  expect(deadline.signal.aborted).toBe(false)
  vi.advanceTimersByTime(1)
  expect(deadline.failure()?.code).toBe('timeout')
})

it('runs the idle clock only while it waits for the provider', () => {
  const deadline = start()
  deadline.began()
  deadline.waiting()
  vi.advanceTimersByTime(99)
  deadline.reading()
  vi.advanceTimersByTime(5_000)
  expect(deadline.failure()).toBeUndefined()
  deadline.waiting()
  vi.advanceTimersByTime(100)
  expect(deadline.failure()?.message).toContain('100 ms')
})

it('ends the whole call, whoever is slow', () => {
  const deadline = start()
  deadline.began()
  vi.advanceTimersByTime(10_000)
  expect(deadline.failure()?.code).toBe('timeout')
})

it.each([
  { reason: undefined, code: 'stopped' },
  { reason: 'enough', code: 'stopped' },
  { reason: new DOMException('late', 'TimeoutError'), code: 'timeout' },
])('takes the reason of the caller: $code', ({ reason, code }) => {
  const controller = new AbortController()
  const deadline = start(controller.signal)
  controller.abort(reason)
  expect(deadline.failure()?.code).toBe(code)
})

it('has failed from the start for a caller who has stopped', () => {
  expect(start(AbortSignal.abort()).failure()?.code).toBe('stopped')
})

it('keeps the first reason', () => {
  const controller = new AbortController()
  const deadline = start(controller.signal)
  vi.advanceTimersByTime(1_000)
  controller.abort()
  expect(deadline.failure()?.code).toBe('timeout')
})

it('leaves neither clocks nor listeners behind', () => {
  const { signal } = new AbortController()
  const deadline = start(signal)
  deadline.began()
  deadline.waiting()
  deadline.close()
  expect(vi.getTimerCount()).toBe(0)
  expect(getEventListeners(signal, 'abort')).toEqual([])
})
