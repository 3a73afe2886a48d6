import {
  deltaChannelHistoryTests,
  validate,
  type CheckpointSaverTestInitializer,
} from '@langchain/langgraph-checkpoint-validation'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { postgresCheckpoints } from '../../../storage/checkpoints.ts'
import type { Database } from '../../../storage/database.ts'
import { databaseKinds, testDatabase } from '../../../storage/test-database.ts'
import { postgresTurns } from '../../../storage/turns.ts'
import { TurnSaver } from '../saver.ts'
import { anyThread } from './test-turns.ts'

// LangGraph's suite takes these from the global scope, of whichever runner it is under.
Object.assign(globalThis, { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it })

describe.each(databaseKinds())('on %s', (kind) => {
  const initializer = saverOn(kind)
  validate(initializer)
  deltaChannelHistoryTests(initializer)
})

/** One database for all its tests, emptied before each. */
function saverOn(kind: Database['kind']): CheckpointSaverTestInitializer<TurnSaver> {
  let database: Database
  beforeAll(async () => {
    database = await testDatabase(kind)
  })
  afterAll(() => database.close())
  return {
    checkpointerName: 'TurnSaver',
    createCheckpointer: async () => {
      await database.sql`truncate checkpoints`
      const { sql } = database
      return new TurnSaver(anyThread(postgresCheckpoints(sql), postgresTurns(database)))
    },
  }
}
