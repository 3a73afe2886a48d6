import type { CheckpointStore } from '../core/checkpoint-store.ts'
import { AppError } from '../core/errors.ts'
import type { TurnId } from '../core/types.ts'
import { coalesced } from './coalesced.ts'
import type { Sql } from './database.ts'
import { steadily } from './steady.ts'

/** Checkpoints in Postgres, embedded or on a server. */
export function postgresCheckpoints(sql: Sql): CheckpointStore {
  // A page that is there twice counts once.
  const add = coalesced<Page, void>((pages) => steadily(() => insert(sql, pages)))
  return {
    append: async (turnId, body) => add({ turnId: requireTurnId(turnId), body }),
    read: (turnId) => steadily(() => read(sql, turnId)),
    turns: () => steadily(() => turns(sql)),
    forget: (turnId) => steadily(() => deleteCheckpoints(sql, turnId)),
  }
}

interface Page {
  readonly turnId: TurnId
  readonly body: Uint8Array
}

export async function deleteCheckpoints(sql: Sql, turnId: TurnId): Promise<void> {
  await sql`delete from checkpoints where turn_id = ${requireTurnId(turnId)}`
}

/** Deletes the pages of all turns that have ended or are gone, and says how many there were. */
export async function sweepCheckpoints(sql: Sql): Promise<number> {
  const { count } = await sql`
    delete from checkpoints
    where not exists (select from turns where id = turn_id and ended_at is null)`
  return count
}

/**
 * A runner that lost its turn may still be writing: what has ended takes nothing more, and what is ending waits until
 * this is written, and deletes it then.
 */
async function insert(sql: Sql, pages: readonly Page[]): Promise<void> {
  const ids = pages.map(({ turnId }) => turnId)
  const bodies = pages.map(({ body }) => Buffer.from(body).toString('hex'))
  await sql`
    insert into checkpoints (turn_id, body)
    select t.id, decode(p.body, 'hex')
    from unnest(${ids}::uuid[], ${bodies}::text[]) with ordinality as p(turn_id, body, position)
    join turns t on t.id = p.turn_id and t.ended_at is null
    order by p.position for share of t`
}

async function read(sql: Sql, turnId: TurnId): Promise<readonly Uint8Array[]> {
  const rows = await sql<{ body: Uint8Array }[]>`
    select body from checkpoints where turn_id = ${requireTurnId(turnId)} order by page`
  return rows.map(({ body }) => body)
}

async function turns(sql: Sql): Promise<readonly TurnId[]> {
  const rows = await sql<{ turnId: TurnId }[]>`
    select distinct turn_id as "turnId" from checkpoints`
  return rows.map(({ turnId }) => turnId)
}

/** One bad id would fail the statement that many turns share. */
function requireTurnId(turnId: string): TurnId {
  if (uuid.test(turnId)) return turnId
  throw new AppError('invalid', `not the id of a turn: ${JSON.stringify(turnId.slice(0, 80))}`)
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
