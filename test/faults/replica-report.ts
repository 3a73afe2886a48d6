import { z } from 'zod'

/**
 * What a process of the harness tells it: where it listens, the longest wait for Redis so far, that it stops, the turn
 * that it made of a message.
 */
export const report = z.union([
  z.strictObject({ url: z.string() }),
  z.strictObject({ longestRedisCallMs: z.number() }),
  z.strictObject({ isPausing: z.literal(true) }),
  z.strictObject({ heard: z.string(), turnId: z.string() }),
])

type Report = z.infer<typeof report>

export function tell(said: Report): void {
  process.send?.(said)
}

/**
 * Stops this process when the harness says so: between two rounds of its event loop, for there is no help against a
 * pause in the instant between asking whether a lease still holds and handing the call to the system.
 */
export function pauseWhenTold(): void {
  process.on('message', () => {
    process.send?.({ isPausing: true } satisfies Report, () => process.kill(process.pid, 'SIGSTOP'))
  })
}
