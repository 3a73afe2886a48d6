import { withDeadline } from '../core/deadline.ts'
import { AppError } from '../core/errors.ts'
import type { Check } from '../core/types.ts'
import type { Database } from './database.ts'

/** The line of /readyz. */
export async function databaseCheck({ sql, kind }: Database): Promise<Check> {
  try {
    await withDeadline(new AbortController().signal, 2_000, async () => sql`select 1`)
    return { name: 'database', state: 'ok', detail: kind }
  } catch (error) {
    return { name: 'database', state: 'failed', detail: AppError.from(error).message }
  }
}
