import { afterAll, afterEach, beforeAll, describe } from 'vitest'

import { examples } from '../../../agents/index.ts'
import type { Personal } from '../../../core/personal.ts'
import type { TurnStore } from '../../../core/turn-store.ts'
import type { Agent } from '../../../core/types.ts'
import type { Database } from '../../../storage/database.ts'
import { postgresPeople } from '../../../storage/people.ts'
import { postgresPersonal } from '../../../storage/personal.ts'
import { databaseKinds, testDatabase } from '../../../storage/test-database.ts'
import { postgresTurns } from '../../../storage/turns.ts'
import { openStage, type Stage, type StageOptions } from './stage.ts'

export type Setup = (agent: Agent, options?: StageOptions) => Promise<Stage>

interface Vote {
  readonly authorId: string
  readonly vote: string
}

/** What people think of the answers so far. */
export type Votes = () => Promise<readonly Vote[]>

/** Journeys on both databases, each on a stage of its own, which is cleared after it. */
export function journeys(
  title: string,
  tests: (setup: Setup, votes: Votes, personal: () => Personal) => void,
): void {
  describe.each(databaseKinds())(`${title}, on %s`, (kind) => {
    let database: Database
    let turns: TurnStore
    let stage: Stage

    beforeAll(async () => {
      database = await testDatabase(kind)
      turns = postgresTurns(database)
    })
    afterEach(() => stage.close())
    afterAll(() => database.close())

    async function setup(...[agent, options]: Parameters<Setup>): Promise<Stage> {
      const { sql } = database
      const kept = { people: postgresPeople(sql), personal: postgresPersonal(sql, examples) }
      stage = await openStage(turns, agent, { ...kept, ...options })
      return stage
    }

    const votes = () => database.sql<Vote[]>`select author_id as "authorId", vote from feedback`
    tests(setup, votes, () => postgresPersonal(database.sql, examples))
  })
}
