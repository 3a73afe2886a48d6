import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { TurnStore } from '../core/turn-store.ts'
import type { Database } from './database.ts'
import { databaseKinds, testDatabase } from './test-database.ts'
import { testMessage } from './test-message.ts'
import { postgresTurns } from './turns.ts'

const servers = databaseKinds().filter((kind) => kind === 'server')

describe.skipIf(servers.length === 0)('a late checkpoint (needs TEST_DATABASE_URL)', () => {
  let database: Database
  let turns: TurnStore

  beforeAll(async () => {
    database = await testDatabase('server')
    turns = postgresTurns(database)
  })
  afterAll(() => database.close())

  /** Resolves when some statement waits for a row that another has. */
  async function somebodyWaits(): Promise<void> {
    const waiting = () => database.sql`
      select from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`
    while ((await waiting()).count === 0);
  }

  it('that was being written when its turn ended is gone too', async () => {
    await turns.receive(testMessage({ channel: 'late' }))
    const [claimed] = await turns.claim('me', 60_000, { channels: ['late'] })
    if (!claimed) throw new Error('there was nothing to claim')
    const { lease, turn } = claimed
    let ended: Promise<void> = Promise.resolve()
    await database.sql.begin(async (writer) => {
      await writer`
        insert into checkpoints (turn_id, body)
        select id, '' from turns where id = ${turn.id} for share`
      ended = turns.end(lease, turn.id, { outcome: 'done' })
      await somebodyWaits()
    })
    await ended
    const left = await database.sql`select from checkpoints where turn_id = ${turn.id}`
    expect(left.count).toBe(0)
  })
})
