import { z } from 'zod'

/** What a crowd is told when it gathers: where to talk, and how fast. */
export const crowd = z.strictObject({
  addresses: z.array(z.string()),
  perSecond: z.number(),
  seed: z.number(),
})
export type Crowd = z.infer<typeof crowd>

/** What it is told to say. */
export const said = z
  .array(z.strictObject({ id: z.string(), threadId: z.string(), text: z.string() }).readonly())
  .readonly()
export type Said = z.infer<typeof said>

/** What became of each message, in milliseconds since the epoch. */
export const heard = z.array(
  z.strictObject({ id: z.string(), saidAt: z.number(), ackedAt: z.number(), turnId: z.string() }),
)
export type Heard = z.infer<typeof heard>
