import type postgres from 'postgres'

/** The query tag. The only name by which the rest of the code knows the driver. */
export type Sql = postgres.Sql
/** The query tag inside a transaction. */
export type Transaction = postgres.TransactionSql

export interface Database {
  readonly sql: Sql
  readonly kind: 'embedded' | 'server'
  /** Safe to call twice. */
  close(): Promise<void>
}
