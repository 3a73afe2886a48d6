import type { AppError } from '../core/errors.ts'
import type { Sql, Transaction } from './database.ts'
import { type Migration, readMigrations } from './migrations.ts'
import { setupError } from './setup-error.ts'

interface Applied {
  readonly number: number
  readonly name: string
  readonly checksum: string
}

/** Any number does, so long as every process of ours takes the same one. */
const lockId = 4_821_907

/** Applies what is new in the folder, in order, and returns the names. Safe to run from many processes at once. */
export async function migrate(sql: Sql, folder: string): Promise<readonly string[]> {
  const migrations = readMigrations(folder)
  const applied = await sql.begin(readApplied)
  verify(migrations, applied)
  const names: string[] = []
  for (const migration of migrations.slice(applied.length)) {
    // oxlint-disable-next-line no-await-in-loop -- each builds on the one before.
    if (await sql.begin((tx) => apply(tx, migration))) names.push(migration.name)
  }
  return names
}

async function readApplied(tx: Transaction): Promise<readonly Applied[]> {
  await lock(tx)
  await tx`
    create table if not exists migrations (
      number integer primary key,
      name text not null,
      checksum text not null,
      applied_at timestamptz not null default now()
    )`
  return tx<Applied[]>`select number, name, checksum from migrations order by number`
}

/** Held to the end of the transaction: session locks do not exclude one another in PGlite. */
async function lock(tx: Transaction): Promise<void> {
  // Another process may be in the middle of a long migration, and ours may take long too.
  await tx`set local statement_timeout = 0`
  await tx`select pg_advisory_xact_lock(${lockId})`
}

/** A database may be ahead of this code while a newer release runs beside it, but must never differ from it. */
function verify(migrations: readonly Migration[], applied: readonly Applied[]): void {
  for (const [index, { number, name, checksum }] of applied.entries()) {
    const ours = migrations[index]
    if (ours === undefined) return
    if (ours.number !== number || ours.name !== name || ours.checksum !== checksum) {
      throw changed(ours, name)
    }
  }
}

function changed(ours: Migration, applied: string): AppError {
  return setupError(
    'conflict',
    `migrations/${ours.name} is not the file that was applied to this database as ${applied}; ` +
      'restore that file, and put what is new into a file with the next number',
  )
}

/** False when another process was faster. */
async function apply(tx: Transaction, migration: Migration): Promise<boolean> {
  const { number, name, checksum, text } = migration
  await lock(tx)
  const found = await tx`select from migrations where number = ${number}`
  if (found.length > 0) return false
  try {
    await tx.unsafe(text).simple()
  } catch (error) {
    throw failed(migration, error)
  }
  await tx`insert into migrations ${tx({ number, name, checksum })}`
  return true
}

function failed({ name, text }: Migration, error: unknown): AppError {
  const reason = error instanceof Error ? error.message : String(error)
  return setupError('bug', `migrations/${name}${placeOf(error, text)}: ${reason}`, error)
}

function placeOf(error: unknown, text: string): string {
  if (!(error instanceof Error) || !('position' in error)) return ''
  return `, line ${text.slice(0, Number(error.position)).split('\n').length}`
}
