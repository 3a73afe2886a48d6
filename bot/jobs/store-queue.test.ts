import { afterAll, beforeAll, describe } from 'vitest'

import { openLogger } from '../../core/logger.ts'
import type { Database } from '../../storage/database.ts'
import { postgresJobs } from '../../storage/jobs.ts'
import { databaseKinds, testDatabase } from '../../storage/test-database.ts'
import { testDatabaseUrl } from '../../test/environment.ts'
import { crashContract } from './crash-contract.ts'
import { jobContract } from './job-contract.ts'
import { storeQueue } from './store-queue.ts'

const logger = openLogger({ level: 'silent' })

describe.each(databaseKinds())('on a database of the kind %s', (kind) => {
  let database: Database

  beforeAll(async () => {
    database = await testDatabase(kind)
  })
  afterAll(() => database.close())

  jobContract('in Postgres', async () => {
    await database.sql`delete from jobs`
    const store = postgresJobs(database.sql)
    return {
      newQueue: () => storeQueue({ store, logger, pollEveryMs: 20 }),
      close: async () => {},
    }
  })
})

const adminUrl = testDatabaseUrl()

describe.skipIf(adminUrl === undefined)('on a server (needs TEST_DATABASE_URL)', () => {
  crashContract('in Postgres', async () => {
    const database = await testDatabase('server')
    const [found] = await database.sql<[{ name: string }]>`select current_database() as name`
    const store = postgresJobs(database.sql)
    return {
      address: String(Object.assign(new URL(adminUrl ?? ''), { pathname: found.name })),
      prefix: '',
      newQueue: (leaseMs) => storeQueue({ store, logger, leaseMs, pollEveryMs: 20 }),
      close: () => database.close(),
    }
  })
})
