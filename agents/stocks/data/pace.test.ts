import { describe, expect, it } from 'vitest'

import { openPace } from './outbound/pace.ts'

describe('the pace', () => {
  it('lets no more than so many go within any second, in their order', async () => {
    let now = 0
    const went: number[] = []
    const clock = { now: () => now, wait: async (ms: number) => void went.push(now + ms) }
    const pace = openPace(3, clock)
    for (const at of [0, 0, 100, 200, 200, 900, 2_500]) {
      now = at
      const before = went.length
      await pace(AbortSignal.any([]))
      if (went.length === before) went.push(at)
    }
    expect(went).toEqual([0, 0, 100, 1_000, 1_000, 1_100, 2_500])
  })

  it('lets nobody wait who has gone', async () => {
    const pace = openPace(1)
    await pace(AbortSignal.any([]))
    const stop = new AbortController()
    const waiting = pace(stop.signal)
    stop.abort()
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' })
  })
})
