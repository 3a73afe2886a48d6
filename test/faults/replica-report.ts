import { z } from 'zod'

/**
 * What a process of the harness tells it: where it listens, the longest wait for Redis so far, that it stops, and in the
 * midst of which turn's call, the turn that it made of a message.
 */
export const report = z.union([
  z.strictObject({ url: z.string() }),
  z.strictObject({ longestRedisCallMs: z.number() }),
  z.strictObject({ asleepIn: z.string().nullable() }),
  z.strictObject({ heard: z.string(), turnId: z.string() }),
])

type Report = z.infer<typeof report>

export function tell(said: Report, onTold: () => void = () => {}): void {
  process.send?.(said, onTold)
}
