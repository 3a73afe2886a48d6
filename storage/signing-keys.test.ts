import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { Database } from './database.ts'
import { signingKey } from './signing-keys.ts'
import { databaseKinds, testDatabase } from './test-database.ts'

describe.each(databaseKinds())('keys that sign, on %s', (kind) => {
  let database: Database
  beforeAll(async () => {
    database = await testDatabase(kind)
  })
  afterAll(() => database.close())

  it('are the same for everybody who asks, and others by another name', async () => {
    const [one, same, other] = await Promise.all(
      ['charts', 'charts', 'mail'].map((name) => signingKey(database.sql, name)),
    )
    expect(Buffer.from(one ?? []).toString('hex')).toMatch(/^[0-9a-f]{64}$/)
    expect(same).toEqual(one)
    expect(other).not.toEqual(one)
  })
})
