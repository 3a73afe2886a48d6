import { type DatabaseOptions, openDatabase, type Sql } from '../../storage/database.ts'
import { steadily } from '../../storage/steady.ts'

/** What must be nothing once everybody was answered. */
export interface LeftOver {
  /** Messages that were acknowledged and not yet looked at. */
  readonly pages: number
  readonly unfinished: number
  readonly leases: number
  readonly checkpoints: number
}

export interface Record {
  leftOver(): Promise<LeftOver>
  close(): Promise<void>
}

/** Looks at the hub's own record from outside. */
export async function openRecord(where: Where): Promise<Record> {
  const { sql, close } = await openDatabase({ ...where, onProgress: () => {} })
  return { leftOver: () => steadily(() => leftOver(sql)), close }
}

/** What should be nothing and is not, in words. */
export async function leftIn(record: Record): Promise<string[]> {
  const found = Object.entries(await record.leftOver())
  return found.filter(([, count]) => count > 0).map(([what, count]) => `${count} ${what}`)
}

type Where = Pick<DatabaseOptions, 'databaseUrl' | 'dataDir'>

async function leftOver(sql: Sql): Promise<LeftOver> {
  const [found] = await sql<[LeftOver]>`
    select (select count(*) from inbox) as pages,
      (select count(*) from turns where state in ('queued', 'running')) as unfinished,
      (select count(*) from threads where lease_owner is not null) as leases,
      (select count(*) from checkpoints) as checkpoints`
  return found
}
