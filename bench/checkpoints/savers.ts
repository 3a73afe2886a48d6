import { randomUUID } from 'node:crypto'

import type { BaseCheckpointSaver } from '@langchain/langgraph'
import { PostgresSaver } from '@langchain/langgraph-checkpoint-postgres'
import { Pool } from 'pg'

import { TurnSaver } from '../../bot/graph/saver.ts'
import type { TurnId } from '../../core/types.ts'
import { postgresCheckpoints } from '../../storage/checkpoints.ts'
import type { Sql } from '../../storage/database.ts'
import { openDriver } from '../../storage/driver.ts'
import { postgresTurns } from '../../storage/turns.ts'

export interface Stored {
  readonly rows: number
  /** On disk, with indexes. */
  readonly bytes: number
}

/** A saver with what the bench wants to know about it. */
export interface Measured {
  readonly name: string
  readonly saver: BaseCheckpointSaver
  newTurn(): Promise<TurnId>
  /** Done before and after each run of a turn. */
  open(turnId: TurnId): Promise<unknown>
  close(turnId: TurnId): void
  /** Sent by the saver so far. */
  statements(): number
  /** All that lies in its tables. */
  stored(): Promise<Stored>
  end(): Promise<void>
}

const connections = 10

export function ours(url: string, database: Sql): Measured {
  let count = 0
  const sql = openDriver({ max: connections, debug: () => void (count += 1) }, url)
  const saver = new TurnSaver(postgresCheckpoints(sql))
  return {
    name: 'our saver',
    saver,
    newTurn: () => newTurn(database),
    open: (turnId) => saver.open(turnId),
    close: (turnId) => saver.close(turnId),
    statements: () => count,
    stored: () => storedIn(database, ['checkpoints']),
    end: () => sql.end(),
  }
}

export async function official(url: string, database: Sql): Promise<Measured> {
  let count = 0
  const pool = new Pool({ connectionString: url, max: connections })
  pool.on('connect', (client) => {
    const query = client.query.bind(client)
    const counted = (...asked: Parameters<typeof query>) => {
      count += 1
      return query(...asked)
    }
    Object.defineProperty(client, 'query', { value: counted })
  })
  const saver = new PostgresSaver(pool, undefined, { schema })
  await saver.setup()
  return {
    name: 'checkpoint-postgres',
    saver,
    newTurn: async () => randomUUID(),
    open: async () => {},
    close: () => {},
    statements: () => count,
    stored: () => storedIn(database, officialTables),
    end: () => pool.end(),
  }
}

/** Its tables would otherwise meet ours. */
const schema = 'official'
const officialTables = ['checkpoints', 'checkpoint_blobs', 'checkpoint_writes'].map(
  (table) => `${schema}.${table}`,
)

async function storedIn(sql: Sql, tables: readonly string[]): Promise<Stored> {
  const all = await Promise.all(
    tables.map(
      (table) => sql<[Stored]>`
        select count(*) as rows, pg_total_relation_size(${table}::regclass) as bytes
        from ${sql(table)}`,
    ),
  )
  return all.flat().reduce((sum, { rows, bytes }) => ({
    rows: sum.rows + rows,
    bytes: sum.bytes + bytes,
  }))
}

async function newTurn(sql: Sql): Promise<TurnId> {
  const id = randomUUID()
  const turns = postgresTurns({ sql, intake: sql })
  const turnId = await turns.receive({
    id,
    channel: 'bench',
    organisation: { id: 'bench:1', name: 'Bench' },
    roomId: 'bench',
    threadId: `bench:${id}`,
    author: { id: 'a', name: 'Ann' },
    text: 'How does AAPL look?',
    addressed: true,
    sentAt: new Date(),
  })
  // Out of the inbox, as turns are that somebody runs.
  await turns.find(turnId)
  return turnId
}
