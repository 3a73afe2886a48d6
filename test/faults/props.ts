import { execFile, execFileSync } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { usualTerms } from '../../bot/usual-terms.ts'
import { openDatabase } from '../../storage/database.ts'
import { migrate } from '../../storage/migrate.ts'
import { migrationsFolder } from '../../storage/migrations.ts'
import type { Fault, Scene } from './fault.ts'
import { removeAtOnce, undoneAtExit } from './holdings.ts'
import { openPostgres, type PostgresServer } from './postgres-server.ts'
import { openRecord, type Record } from './record.ts'
import { hasRedis, openRedisServer } from './redis-server.ts'
import type { ReplicaOptions } from './replica-options.ts'

const run = promisify(execFile)

/** The servers and folders that faults are done to. */
export interface Props {
  /** What the processes under test say. */
  readonly logFile: string
  readonly logTo: number
  /** Why this fault cannot be done on this machine; null when it can. */
  missing(fault: Fault): Promise<string | null>
  fetch(fault: Fault): Promise<Fetched>
  close(): Promise<void>
}

export interface Fetched extends Pick<Scene, 'postgres' | 'redis' | 'disk'> {
  readonly options: Omit<ReplicaOptions, 'name' | 'platform' | 'platformUrl'>
  /** Null where nobody but the process under test can look. */
  readonly record: Record | null
  putAway(): Promise<void>
}

const usual = {
  databaseUrl: null,
  dataDir: '',
  redisUrl: null,
  ...usualTerms,
  isFar: false,
  drainMs: 5_000,
  analystMs: 60,
  wordMs: 6,
  editEveryMs: 50,
  postLength: 300,
  canFind: true,
  patienceMs: 400,
} as const

export async function openProps(programs: string): Promise<Props> {
  const folder = await mkdtemp(join(tmpdir(), 'ai-hub-faults-'))
  const forget = undoneAtExit(() => removeAtOnce(folder))
  const logFile = `${folder}.log`
  const logTo = openSync(logFile, 'a')
  const postgres = await openPostgres(programs)
  await prepare(postgres)
  let databases = 0

  async function fetch(fault: Fault): Promise<Fetched> {
    const options = { ...usual, ...fault.options }
    if (fault.needs === 'tmpfs') return fetchDisk(join(folder, 'disk'), postgres, options)
    databases += 1
    const name = `faults_${databases}`
    await administer(postgres, `create database ${name} template template_of_faults`)
    const databaseUrl = postgres.url(name)
    const record = await openRecord({ databaseUrl, dataDir: '' })
    const redis = fault.needs === 'redis' ? await openRedisServer() : null
    return {
      postgres,
      redis,
      disk: null,
      record,
      options: { ...options, databaseUrl, redisUrl: redis?.url ?? null },
      async putAway() {
        await record.close()
        await redis?.stop()
      },
    }
  }

  async function close(): Promise<void> {
    await postgres.close()
    await rm(folder, { recursive: true, force: true })
    forget()
    closeSync(logTo)
  }

  return { logFile, logTo, missing, fetch, close }
}

async function missing({ needs }: Fault): Promise<string | null> {
  if (needs === 'redis' && !hasRedis()) return 'needs redis-server'
  if (needs === 'tmpfs' && process.getuid?.() !== 0) return 'needs root, to mount a small disk'
  return null
}

type Options = Fetched['options']

async function fetchDisk(
  disk: string,
  postgres: PostgresServer,
  options: Options,
): Promise<Fetched> {
  await mkdir(disk)
  await run('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', disk])
  // Lazily, for whoever has a file open on it may be dying at the same moment.
  const forget = undoneAtExit(() => void execFileSync('umount', ['-l', disk]))
  const dataDir = join(disk, 'data')
  return {
    postgres,
    redis: null,
    disk,
    record: null,
    options: { ...options, dataDir },
    async putAway() {
      await run('umount', [disk])
      await rm(disk, { recursive: true })
      forget()
    },
  }
}

/** A migrated database that every fault's own is copied from. */
async function prepare(postgres: PostgresServer): Promise<void> {
  await administer(postgres, 'create database template_of_faults')
  const url = postgres.url('template_of_faults')
  const database = await openDatabase({ databaseUrl: url, dataDir: '', onProgress: () => {} })
  await migrate(database.sql, migrationsFolder)
  await database.close()
}

async function administer(postgres: PostgresServer, statement: string): Promise<void> {
  const databaseUrl = postgres.url('postgres')
  const { sql, close } = await openDatabase({ databaseUrl, dataDir: '', onProgress: () => {} })
  try {
    await sql.unsafe(statement)
  } finally {
    await close()
  }
}
