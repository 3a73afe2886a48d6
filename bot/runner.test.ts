import { afterAll, beforeAll, expect, it } from 'vitest'

import type { TurnStore } from '../core/turn-store.ts'
import type { Database } from '../storage/database.ts'
import { testDatabase } from '../storage/test-database.ts'
import { postgresTurns } from '../storage/turns.ts'
import { echo, openTalk } from './test-conversation.ts'

let database: Database
let turns: TurnStore

beforeAll(async () => {
  database = await testDatabase()
  turns = postgresTurns(database)
})
afterAll(() => database.close())

it('claims again by itself when the record was away, without waiting for a ring or a poll', async () => {
  let failures = 0
  const claim: TurnStore['claim'] = async (...asked) => {
    failures += 1
    if (failures <= 2) throw new Error('CONNECTION_CLOSED')
    return turns.claim(...asked)
  }
  const { ask, runner } = openTalk({ ...turns, claim }, echo(), { pollEveryMs: 3_600_000 })
  expect(await ask('hello')).toMatchObject({ state: 'done' })
  expect(failures).toBeGreaterThan(2)
  await runner.drain(0)
})
