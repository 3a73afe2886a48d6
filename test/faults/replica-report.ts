import { z } from 'zod'

/** What a process of the harness tells it: where it listens, and the longest wait for Redis so far. */
export const report = z.union([
  z.strictObject({ url: z.string() }),
  z.strictObject({ longestRedisCallMs: z.number() }),
])

type Report = z.infer<typeof report>

export function tell(said: Report): void {
  process.send?.(said)
}
