import { z } from 'zod'

/** What a process that takes events in is told when it starts. */
export const receiverOptions = z.strictObject({
  kind: z.enum(['bare', 'bolt', 'hub']),
  databaseUrl: z.string(),
  apiUrl: z.string(),
  botToken: z.string(),
})
export type ReceiverOptions = z.infer<typeof receiverOptions>

/** What it tells whenever it is asked: the CPU that it has used. First of all it tells its address. */
export const receiverReport = z.strictObject({ cpuUs: z.number() })
