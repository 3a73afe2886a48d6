import { openDatabase } from '../storage/database.ts'
import { migrate } from '../storage/migrate.ts'
import { migrationsFolder } from '../storage/migrations.ts'
import type { Config } from './config.ts'

/** `npm run migrate`: brings the database up to date and says what that took. */
export async function runMigrations(config: Config, say: (text: string) => void): Promise<number> {
  const database = await openDatabase({ ...config, onProgress: say })
  try {
    const applied = await migrate(database.sql, migrationsFolder)
    say(applied.length === 0 ? 'The database is up to date.' : `Applied: ${applied.join(', ')}`)
    return 0
  } finally {
    await database.close()
  }
}
