import { z } from 'zod'

/** What a process of the harness is told when it starts. */
export const replicaOptions = z.strictObject({
  /** Names it to the platform and in leases. */
  name: z.string(),
  /** The harness's own, or the fake Slack. */
  platform: z.enum(['plain', 'slack']),
  platformUrl: z.string(),
  /** A PostgreSQL server; the embedded database in `dataDir` when null. */
  databaseUrl: z.string().nullable(),
  dataDir: z.string(),
  redisUrl: z.string().nullable(),
  /** True: as if no other process ran on its machine, so that nobody can tell when it is gone. */
  isFar: z.boolean(),
  leaseMs: z.number(),
  pollEveryMs: z.number(),
  concurrency: z.number(),
  turnLimitMs: z.number(),
  /** How long running turns may take to finish after SIGTERM. */
  drainMs: z.number(),
  /** The pace of the answer. */
  analystMs: z.number(),
  wordMs: z.number(),
  /** The platform's limits, and what it offers. */
  editEveryMs: z.number(),
  postLength: z.number(),
  canFind: z.boolean(),
  patienceMs: z.number(),
})

export type ReplicaOptions = z.infer<typeof replicaOptions>
