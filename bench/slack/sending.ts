import { z } from 'zod'

/** What is to be sent: so many events, at that pace. */
export const sending = z.strictObject({
  url: z.string(),
  count: z.number(),
  perSecond: z.number(),
  /** The number of the first: no event is sent twice. */
  first: z.number(),
  place: z.strictObject({ room: z.string(), bot: z.string() }),
})
export type Sending = z.infer<typeof sending>

/** How long each took to be acknowledged. */
export const sent = z.strictObject({ tookMs: z.array(z.number()) })
export type Sent = z.infer<typeof sent>
