import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll } from 'vitest'

import type { Database } from '../../storage/database.ts'
import { emptyDatabaseOnServer } from '../../storage/test-database.ts'
import type { Settings } from './command.ts'

/** The settings of a database that nobody has used yet, for the tests of one file or block. */
export function freshHome(kind: Database['kind'] = 'embedded'): () => Settings {
  const folder = freshFolder()
  let settings: Settings
  let drop = () => Promise.resolve()
  beforeAll(async () => {
    // Beside a server, the folder still keeps what a person typed.
    settings = { DATA_DIR: join(folder(), 'data') }
    if (kind === 'embedded') return
    const database = await emptyDatabaseOnServer()
    drop = database.drop
    settings = { ...settings, DATABASE_URL: database.url }
  })
  afterAll(() => drop())
  return () => settings
}

/** A folder that is gone after the tests of one file or block. */
export function freshFolder(): () => string {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'journey-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))
  return () => folder
}
