import { AppError } from '../core/errors.ts'
import type { Database, Sql } from './database.ts'
import { openDriver } from './driver.ts'
import { codeOf } from './error-code.ts'
import { setupError } from './setup-error.ts'

const oldestVersion = 15

/** Connects to a PostgreSQL server and makes sure that it is one we can use. */
export async function openServer(databaseUrl: string): Promise<Database> {
  const url = parseUrl(databaseUrl)
  const sql = openDriver(limits, databaseUrl)
  const intake = openDriver({ ...limits, max: 1 }, databaseUrl)
  const close = async () => {
    await Promise.all([sql, intake].map((each) => each.end({ timeout: 5 })))
  }
  try {
    await probe(sql, url)
  } catch (error) {
    await close()
    throw explain(error, url)
  }
  return { sql, intake, kind: 'server', close }
}

const limits = {
  max: 9,
  connect_timeout: 5,
  connection: { application_name: 'ai-hub', statement_timeout: 30_000 },
}

/** Neither the message nor a cause may carry the URL: there is a password in it. */
function parseUrl(text: string): URL {
  const url = URL.parse(text)
  if (url !== null && ['postgres:', 'postgresql:'].includes(url.protocol)) return url
  throw setupError('invalid', 'DATABASE_URL must look like postgres://user:password@host:5432/db')
}

async function probe(sql: Sql, url: URL): Promise<void> {
  const [found] = await sql<[Server]>`
    select current_setting('server_version_num')::int / 10000 as version,
           exists (select from pg_available_extensions where name = 'vector') as vector`
  requireUsable(found, url)
}

interface Server {
  /** The major version. */
  readonly version: number
  /** Whether pgvector lies there ready to be created. */
  readonly vector: boolean
}

export function requireUsable({ version, vector }: Server, url: URL): void {
  if (version < oldestVersion) throw tooOld(url, version)
  if (!vector) throw withoutVector(url, version)
}

function tooOld(url: URL, version: number): AppError {
  return setupError(
    'invalid',
    `DATABASE_URL: ${url.host} runs PostgreSQL ${version}; ${oldestVersion} or later is needed`,
  )
}

function withoutVector(url: URL, version: number): AppError {
  return setupError(
    'invalid',
    `DATABASE_URL: ${url.host} lacks the pgvector extension; install it on the server ` +
      `(Debian and Ubuntu: apt-get install postgresql-${version}-pgvector), or run .ci/pgvector there`,
  )
}

function explain(error: unknown, url: URL): AppError {
  if (error instanceof AppError) return error
  const code = codeOf(error) ?? ''
  const reason = error instanceof Error ? error.message : String(error)
  const say = sayings[code] ?? (() => `the server did not let us in: ${reason}`)
  return setupError('unavailable', `DATABASE_URL: ${url.host}: ${say(url, code)}`, error)
}

type Saying = (url: URL, code: string) => string

const unreachable: Saying = (_url, code) =>
  `nothing answers there (${code}); start PostgreSQL or correct the address`
const unknownHost: Saying = (_url, code) => `no host has that name (${code}); correct the address`
const refused: Saying = (url) =>
  `the password for user ${decodeURIComponent(url.username)} is wrong or missing`

const sayings: Readonly<Record<string, Saying>> = {
  ECONNREFUSED: unreachable,
  ECONNRESET: unreachable,
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
  ETIMEDOUT: unreachable,
  CONNECT_TIMEOUT: unreachable,
  CONNECTION_CLOSED: unreachable,
  EAI_AGAIN: unknownHost,
  ENOTFOUND: unknownHost,
  '28000': refused,
  '28P01': refused,
  '3D000': (url) => {
    const name = decodeURIComponent(url.pathname.slice(1))
    return `there is no database ${name}; create it with: createdb ${name}`
  },
}
