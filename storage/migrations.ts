import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { AppError } from '../core/errors.ts'
import { setupError } from './setup-error.ts'

/** The folder that this repository ships. */
export const migrationsFolder = join(import.meta.dirname, '..', 'migrations')

/** One numbered file of SQL: `0001_extensions.sql`. */
export interface Migration {
  readonly number: number
  readonly name: string
  readonly text: string
  readonly checksum: string
}

/** Reads a folder of migrations, numbered from 1 without a gap. */
export function readMigrations(folder: string): readonly Migration[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'))
  const migrations = names.toSorted().map((name) => readMigration(folder, name))
  for (const [index, { number, name }] of migrations.entries()) {
    if (number !== index + 1) throw misnumbered(name, index + 1)
  }
  return migrations
}

function readMigration(folder: string, name: string): Migration {
  // Git may check files out with either kind of line end.
  const text = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n')
  const checksum = createHash('sha256').update(text).digest('hex')
  return { number: numberOf(name), name, text, checksum }
}

function numberOf(name: string): number {
  const [, digits] = /^(\d{4})_[a-z0-9_]+\.sql$/.exec(name) ?? []
  if (digits !== undefined) return Number(digits)
  throw setupError('invalid', `migrations/${name} must have a name like 0001_extensions.sql`)
}

function misnumbered(name: string, expected: number): AppError {
  const wanted = String(expected).padStart(4, '0')
  return setupError('invalid', `migrations/${name} must have number ${wanted}`)
}
