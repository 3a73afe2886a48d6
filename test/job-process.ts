import { bullmqQueue } from '../bot/jobs/bullmq-queue.ts'
import type { JobQueue } from '../bot/jobs/job-queue.ts'
import { storeQueue } from '../bot/jobs/store-queue.ts'
/** For bot/jobs/crash-contract.ts: takes a job, tells of it, and holds it until it is killed. */
import { openLogger } from '../core/logger.ts'
import { openDatabase } from '../storage/database.ts'
import { postgresJobs } from '../storage/jobs.ts'
import { openRedis } from '../storage/redis.ts'

const [address = '', prefix = '', lease = ''] = process.argv.slice(2)
const logger = openLogger({ level: 'silent' })
const leaseMs = Number(lease)

const queue = await (address.startsWith('redis:') ? inRedis() : inPostgres())
queue.start(['greet'], ({ attempt }) => {
  process.send?.(attempt)
  return new Promise(() => {})
})

async function inRedis(): Promise<JobQueue> {
  return bullmqQueue({ redis: await openRedis(address, { logger }), logger, prefix, leaseMs })
}

async function inPostgres(): Promise<JobQueue> {
  const database = { databaseUrl: address, dataDir: '', onProgress: () => {} }
  const { sql } = await openDatabase(database)
  return storeQueue({ store: postgresJobs(sql), logger, leaseMs, pollEveryMs: 20 })
}
