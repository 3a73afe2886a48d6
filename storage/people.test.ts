import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { Grants } from '../core/people-store.ts'
import type { IncomingMessage, Permission } from '../core/types.ts'
import type { Database } from './database.ts'
import { postgresPeople } from './people.ts'
import { databaseKinds, testDatabase } from './test-database.ts'
import { postgresTurns } from './turns.ts'

const grants: Grants = { everybody: ['stocks.read'], admins: ['models.choose', 'stocks.write'] }

describe.each(databaseKinds())('what people may do, on %s', (kind) => {
  let database: Database
  beforeAll(async () => {
    database = await testDatabase(kind)
  })
  afterAll(() => database.close())

  /** Asks something as that person, and answers what the turn is allowed. */
  async function allowed(authorId: string, organisation = 'T1'): Promise<readonly Permission[]> {
    const turns = postgresTurns(database, grants)
    const message = messageBy(authorId, organisation)
    await turns.receive(message)
    const { threadId } = message
    const [claimed] = await turns.claim('me', 60_000, { channels: ['slack'], threadId })
    return [...(claimed?.principal.permissions ?? [])]
  }

  const person = { channel: 'slack', organisationId: 'slack:T1', authorId: 'ann' }

  it('is what everybody may, while nothing is known of them', async () => {
    expect(await allowed('bob')).toEqual(['stocks.read'])
  })

  it('is more for an administrator, until they are none any longer', async () => {
    const people = postgresPeople(database.sql)
    await people.describe({ ...person, roles: ['admin'] })
    await people.describe({ ...person, roles: ['admin'] })
    expect(await allowed('ann')).toEqual(['stocks.read', 'models.choose', 'stocks.write'])
    await people.describe({ ...person, roles: [] })
    expect(await allowed('ann')).toEqual(['stocks.read'])
  })

  it('is nothing more where they are administrator of another organisation', async () => {
    await postgresPeople(database.sql).describe({ ...person, roles: ['admin'] })
    expect(await allowed('ann', 'T2')).toEqual(['stocks.read'])
    expect(await allowed('ann')).toContain('models.choose')
  })

  it('is theirs under one id, before their first message and after', async () => {
    const people = postgresPeople(database.sql)
    const cleo = { channel: 'slack', organisationId: 'slack:T9', authorId: 'cleo', name: 'Cleo' }
    const ids = await Promise.all([people.userOf(cleo), people.userOf(cleo)])
    const message = messageBy('cleo', 'T9')
    const turns = postgresTurns(database, grants)
    await turns.receive(message)
    const scope = { channels: ['slack'], threadId: message.threadId }
    const [claimed] = await turns.claim('me', 60_000, scope)
    const { userId } = claimed?.principal ?? {}
    expect([...ids, await people.userOf(cleo)]).toEqual([userId, userId, userId])
    expect(await people.userOf({ ...cleo, organisationId: 'slack:T8' })).not.toBe(userId)
  })
})

let threads = 0

function messageBy(authorId: string, organisation: string): IncomingMessage {
  const threadId = `slack:people-${(threads += 1)}` as const
  return {
    id: threadId,
    channel: 'slack',
    organisation: { id: `slack:${organisation}`, name: organisation },
    roomId: threadId,
    threadId,
    author: { id: authorId, name: authorId },
    text: 'hello',
    addressed: true,
    sentAt: new Date(),
  }
}
