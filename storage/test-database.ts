import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { testDatabaseUrl } from '../test/environment.ts'
import { type Database, openDatabase } from './database.ts'
import { migrate } from './migrate.ts'
import { migrationsFolder } from './migrations.ts'

/** The kinds that this run can test on, for `describe.each`. */
export function databaseKinds(): readonly Database['kind'][] {
  return testDatabaseUrl() === undefined ? ['embedded'] : ['embedded', 'server']
}

/** A migrated, empty database that is gone when it is closed; on the test server where there is one. */
export async function testDatabase(kind = databaseKinds().at(-1)): Promise<Database> {
  const database = await emptyDatabase(kind)
  await migrate(database.sql, migrationsFolder)
  return database
}

/** Without any migration. */
export function emptyDatabase(kind = databaseKinds().at(-1)): Promise<Database> {
  const url = testDatabaseUrl()
  return kind === 'server' && url !== undefined ? onServer(url) : inFolder()
}

/** An empty database for other processes to open. */
export interface DatabaseOnServer {
  readonly url: string
  readonly drop: () => Promise<void>
}

/** Only for tests that `databaseKinds` lets run on a server. */
export function emptyDatabaseOnServer(): Promise<DatabaseOnServer> {
  const adminUrl = testDatabaseUrl()
  if (adminUrl === undefined) throw new Error('TEST_DATABASE_URL is not set')
  return createOnServer(adminUrl)
}

async function inFolder(): Promise<Database> {
  const dataDir = await mkdtemp(join(tmpdir(), 'ai-hub-test-'))
  const database = await openDatabase({ databaseUrl: undefined, dataDir, onProgress: () => {} })
  return closingWith(database, () => rm(dataDir, { recursive: true, force: true }))
}

async function onServer(adminUrl: string): Promise<Database> {
  const { url, drop } = await createOnServer(adminUrl)
  const database = await openDatabase({ databaseUrl: url, dataDir: '', onProgress: () => {} })
  return closingWith(database, drop)
}

async function createOnServer(adminUrl: string): Promise<DatabaseOnServer> {
  const name = `ai_hub_test_${randomUUID().replaceAll('-', '')}`
  await administer(adminUrl, `create database ${name}`)
  return {
    url: String(Object.assign(new URL(adminUrl), { pathname: name })),
    drop: () => administer(adminUrl, `drop database ${name} with (force)`),
  }
}

async function administer(databaseUrl: string, statement: string): Promise<void> {
  const server = await openDatabase({ databaseUrl, dataDir: '', onProgress: () => {} })
  try {
    await server.sql.unsafe(statement)
  } finally {
    await server.close()
  }
}

function closingWith(database: Database, cleanUp: () => Promise<void>): Database {
  let closed: Promise<void> | undefined
  const close = async () => {
    await database.close()
    await cleanUp()
  }
  return { ...database, close: () => (closed ??= close()) }
}
