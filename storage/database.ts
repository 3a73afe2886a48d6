import type postgres from 'postgres'

import { openEmbedded } from './embedded.ts'
import { openServer } from './server.ts'

/** What the driver is told about how values are sent. */
type Sent = { bigint: number; texts: string[]; ids: string[] }

/** The query tag. The only name by which the rest of the code knows the driver. */
export type Sql = postgres.Sql<Sent>
/** A piece of a query. */
export type Fragment = postgres.Fragment
/** The query tag inside a transaction. */
export type Transaction = postgres.TransactionSql<Sent>

export interface Database {
  readonly sql: Sql
  /** One connection, for messages that come in: they wait for nobody's work. */
  readonly intake: Sql
  readonly kind: 'embedded' | 'server'
  /** Safe to call twice. */
  close(): Promise<void>
}

export interface DatabaseOptions {
  /** A PostgreSQL server; the embedded database when undefined. */
  readonly databaseUrl: string | undefined
  readonly dataDir: string
  /** Told, in words for a person, of a wait that is longer than usual. */
  readonly onProgress: (text: string) => void
}

/** Every failure is an AppError whose message says in one line what to do. */
export function openDatabase(options: DatabaseOptions): Promise<Database> {
  if (options.databaseUrl === undefined) return openEmbedded(options.dataDir, options.onProgress)
  return openServer(options.databaseUrl)
}
