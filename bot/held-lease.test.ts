import { afterEach, expect, it, vi } from 'vitest'

import { AppError } from '../core/errors.ts'
import { type HeldLease, heldLease } from './held-lease.ts'

const lease = { owner: 'me', threadId: 'fake:1', fence: 1 } as const
const lost = new AppError('conflict', 'the lease was lost')
const leases: HeldLease[] = []
afterEach(() => {
  leases.forEach((one) => one.letGo())
  vi.useRealTimers()
})

/** A lease that was asked for that long ago, and what came of it. */
function taken(agoMs: number, renew: () => Promise<boolean>) {
  const did: string[] = []
  const held = heldLease(
    {
      renew: () => {
        did.push('renew')
        return renew()
      },
    },
    lease,
    {
      leaseMs: 60_000,
      askedAt: performance.now() - agoMs,
      onStopAsked: () => did.push('stop'),
      onLost: (error) => did.push(AppError.from(error).message),
      onTrouble: () => did.push('trouble'),
    },
  )
  leases.push(held)
  return { held, did }
}

it('is trusted without asking for as long as it runs', async () => {
  const { held, did } = taken(0, async () => false)
  await held.hold()
  expect(did).toEqual([])
})

it('is asked for once when this process slept past its end, and goes on when nobody took it', async () => {
  const { held, did } = taken(61_000, async () => false)
  await held.hold()
  await held.hold()
  expect(did).toEqual(['renew'])
})

it('is asked for too when the whole machine slept, and its steady clock stood still', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  const { held, did } = taken(0, async () => false)
  vi.setSystemTime(Date.now() + 61_000)
  expect(held.isRunning()).toBe(false)
  await held.hold()
  expect(did).toEqual(['renew'])
  expect(held.isRunning()).toBe(true)
})

it('is not held when somebody took it meanwhile', async () => {
  const { held, did } = taken(61_000, () => Promise.reject(lost))
  await expect(held.hold()).rejects.toBe(lost)
  expect(did).toEqual(['renew', lost.message])
})

it('is not held when nobody can say whose it is', async () => {
  const away = new AppError('unavailable', 'the database is away')
  const { held, did } = taken(61_000, () => Promise.reject(away))
  await expect(held.hold()).rejects.toBe(away)
  expect(did).toEqual(['renew'])
})

it('hears that the turn shall stop', async () => {
  const { held, did } = taken(61_000, async () => true)
  await held.hold()
  expect(did).toEqual(['renew', 'stop'])
})
