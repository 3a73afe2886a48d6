import { randomBytes } from 'node:crypto'

import { AppError } from '../core/errors.ts'
import type { Sql } from './database.ts'

/** The key of that name, made by whoever asks first. */
export async function signingKey(sql: Sql, name: string): Promise<Uint8Array> {
  await sql`
    insert into signing_keys (name, key) values (${name}, ${randomBytes(32)})
    on conflict (name) do nothing`
  const [row] = await sql<{ key: Uint8Array }[]>`select key from signing_keys where name = ${name}`
  if (!row) throw new AppError('bug', `the key ${name} was kept and is not there`)
  return row.key
}
