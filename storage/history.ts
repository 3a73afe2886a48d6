import { storable } from '../core/text.ts'
import type { History, Lease } from '../core/turn-store.ts'
import type { TurnId } from '../core/types.ts'
import type { Sql } from './database.ts'
import { leaseLost } from './leases.ts'
import { turnColumns, turnFrom, type TurnRow } from './turn-rows.ts'

/** The summary of the turn's thread, with the turns after what it covers: the first so many before this one. */
export async function history(sql: Sql, turnId: TurnId, most: number): Promise<History> {
  const rows = await sql<(HistoryRow & TurnRow)[]>`
    select threads.summary, t.id is null as "isAlone", ${turnColumns(sql)}
    from turns asked join threads on threads.id = asked.thread_id
    left join (turns t join messages m on m.id = t.message_id
      join organisations o on o.id = m.organisation_id)
    on t.thread_id = asked.thread_id and t.seq > threads.summary_through and t.seq < asked.seq
      and t.state in ('done', 'failed', 'stopped')
    where asked.id = ${turnId} order by t.seq limit ${most}`
  const turns = rows.filter(({ isAlone }) => !isAlone).map(turnFrom)
  return { summary: rows[0]?.summary ?? '', turns }
}

interface HistoryRow {
  readonly summary: string
  /** No turn comes with the summary. */
  readonly isAlone: boolean
}

interface Summary {
  readonly through: TurnId
  readonly summary: string
}

export async function summarise(sql: Sql, lease: Lease, { through, summary }: Summary) {
  const done = await sql`
    update threads set summary = ${storable(summary)}, summary_through = turns.seq
    from turns where turns.id = ${through} and turns.thread_id = threads.id
      and threads.id = ${lease.threadId} and threads.fence = ${lease.fence}`
  if (done.count === 0) throw leaseLost(lease)
}
