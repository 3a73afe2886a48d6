import type { AppError } from '../core/errors.ts'
import { openDataFolder } from './data-folder.ts'
import type { Database } from './database.ts'
import { openDriver } from './driver.ts'
import { type Engine, startEngine } from './embedded-engine.ts'
import { setupError } from './setup-error.ts'

/** Postgres in a thread of ours. It has one connection: inside `sql.begin`, use only the transaction. */
export async function openEmbedded(
  dataDir: string,
  onProgress: (text: string) => void,
): Promise<Database> {
  const folder = openDataFolder(dataDir, onProgress)
  try {
    const engine = await startEngine(folder.path, {
      onDeath: (reason) =>
        onProgress(`The local database ended (${reason}); it is opened again when it is needed.`),
    })
    return connect(engine, folder.release)
  } catch (error) {
    folder.release()
    throw didNotOpen(folder.path, error)
  }
}

function connect(engine: Engine, release: () => void): Database {
  // To PGlite every connection is the same session, so there must be only one.
  const sql = openDriver({ ...account, ...limits, socket: engine.connect })
  let closed: Promise<void> | undefined
  return { sql, intake: sql, kind: 'embedded', close: () => (closed ??= close()) }

  async function close(): Promise<void> {
    try {
      await sql.end({ timeout: 3 })
      await engine.stop()
    } finally {
      release()
    }
  }
}

/** All named, so that the driver looks for none of them in PGHOST and its like. */
const account = { host: 'embedded', user: 'postgres', password: '', database: 'postgres' }
const limits = { max: 1, idle_timeout: 0, max_lifetime: null, ssl: false }

function didNotOpen(folder: string, cause: unknown): AppError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return setupError(
    'unavailable',
    `DATA_DIR: the database in ${folder} did not open (${reason}); restore a copy of that folder, or set DATA_DIR to another`,
    cause,
  )
}
