import { setTimeout } from 'node:timers/promises'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { TurnStore } from '../core/turn-store.ts'
import type { Database } from '../storage/database.ts'
import { databaseKinds, testDatabase } from '../storage/test-database.ts'
import { testMessage } from '../storage/test-message.ts'
import { postgresTurns } from '../storage/turns.ts'
import { hearingFirst } from './hearing-first.ts'

describe.each(databaseKinds())('hearing before answering on %s', (kind) => {
  let database: Database
  beforeAll(async () => {
    database = await testDatabase(kind)
  })
  afterAll(() => database.close())

  /** A store whose database takes messages in when the test says so. */
  function setup() {
    const turns = postgresTurns(database)
    const gate = Promise.withResolvers<void>()
    const receive: TurnStore['receive'] = async (message) => {
      await gate.promise
      return turns.receive(message)
    }
    const first = hearingFirst({ ...turns, receive })
    const claim = (most: number) => first.claim('me', 60_000, { channels: ['fake'], most })
    return { turns, first, claim, open: gate.resolve }
  }

  it('begins no turn while a message waits to be kept', async () => {
    const { turns, first, claim, open } = setup()
    await turns.receive(testMessage())
    const heard = first.receive(testMessage())
    await setTimeout(30)
    let claimed = 0
    const claiming = claim(10).then((claims) => (claimed = claims.length))
    await setTimeout(100)
    expect(claimed).toBe(0)
    open()
    await heard
    expect(await claiming).toBe(2)
  })

  it('begins one at a time where messages wait on and on', async () => {
    const { turns, first, claim, open } = setup()
    await Promise.all([testMessage(), testMessage()].map(turns.receive))
    const heard = first.receive(testMessage())
    await setTimeout(30)
    expect(await claim(10)).toHaveLength(1)
    open()
    await heard
    expect(await claim(10)).toHaveLength(2)
  })
})
