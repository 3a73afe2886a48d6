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
  /** The owner of the lease under which a turn was begun last; null when nobody has it. */
  holder(turnId: string): Promise<string | null>
  close(): Promise<void>
}

/** Looks at the hub's own record from outside. */
export async function openRecord(where: Where): Promise<Record> {
  const { sql, close } = await openDatabase({ ...where, onProgress: () => {} })
  return {
    leftOver: () => steadily(() => leftOver(sql)),
    holder: (turnId) => steadily(() => holder(sql, turnId)),
    close,
  }
}

/** What should be nothing and is not, in words. */
export async function leftIn(record: Record): Promise<string[]> {
  const found = Object.entries(await record.leftOver())
  return found.filter(([, count]) => count > 0).map(([what, count]) => `${count} ${what}`)
}

type Where = Pick<DatabaseOptions, 'databaseUrl' | 'dataDir'>

async function holder(sql: Sql, turnId: string): Promise<string | null> {
  const [found] = await sql<{ owner: string | null }[]>`
    select lease_owner as owner from threads join turns on thread_id = threads.id
    where turns.id = ${turnId} and turns.fence = threads.fence`
  return found?.owner ?? null
}

async function leftOver(sql: Sql): Promise<LeftOver> {
  const [found] = await sql<[LeftOver]>`
    select (select count(*) from inbox) as pages,
      (select count(*) from turns where state in ('queued', 'running')) as unfinished,
      (select count(*) from threads where lease_owner is not null) as leases,
      (select count(*) from checkpoints) as checkpoints`
  return found
}
