import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { Database } from './database.ts'
import { keyRing, seal, unseal } from './sealing.ts'
import { postgresSecrets } from './secrets.ts'
import { databaseKinds, testDatabase } from './test-database.ts'

const oldKey = `old:${Buffer.alloc(32, 1).toString('base64')}`
const newKey = `new:${Buffer.alloc(32, 2).toString('base64')}`
const key = { channel: 'slack', organisation: 'T1' }

describe.each(databaseKinds())('secrets on %s', (kind) => {
  let database: Database
  beforeAll(async () => {
    database = await testDatabase(kind)
  })
  afterAll(() => database.close())

  it('come back as they were, and are nowhere on the disk in plain words', async () => {
    const secrets = postgresSecrets(database.sql, keyRing(oldKey))
    expect(await secrets.find(key)).toBe(null)
    await secrets.keep(key, 'xoxb-secret')
    expect(await secrets.find(key)).toBe('xoxb-secret')
    const [row] = await database.sql<{ sealed: Uint8Array }[]>`select sealed from secrets`
    expect(Buffer.from(row?.sealed ?? []).includes('xoxb-secret')).toBe(false)
  })

  it('are sealed anew with the newest key when they are read', async () => {
    const rotating = postgresSecrets(database.sql, keyRing(`${newKey},${oldKey}`))
    expect(await rotating.find(key)).toBe('xoxb-secret')
    expect(await postgresSecrets(database.sql, keyRing(newKey)).find(key)).toBe('xoxb-secret')
    const withoutNew = postgresSecrets(database.sql, keyRing(oldKey))
    await expect(withoutNew.find(key)).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('are forgotten', async () => {
    const secrets = postgresSecrets(database.sql, keyRing(newKey))
    await secrets.forget(key)
    expect(await secrets.find(key)).toBe(null)
  })
})

describe('sealing', () => {
  const ring = keyRing(newKey)

  it('opens in its own place only, and never when a byte was changed', () => {
    const sealed = seal('secret', 'slack:T1', ring)
    expect(unseal(sealed, 'slack:T1', ring)).toBe('secret')
    expect(() => unseal(sealed, 'slack:T2', ring)).toThrow(/cannot be read/)
    const bytes = Buffer.from(sealed.bytes)
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
    expect(() => unseal({ ...sealed, bytes }, 'slack:T1', ring)).toThrow(/cannot be read/)
  })

  it.each(['', 'short:AAAA', `no name:${'A'.repeat(44)}`, newKey.slice(4)])(
    'says what a key ring wants instead of %j',
    (text) => {
      expect(() => keyRing(text)).toThrow(/SECRET_KEYS wants/)
    },
  )
})
