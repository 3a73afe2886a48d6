import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { type Chooser, usualSettings } from '../core/settings.ts'
import type { Database } from './database.ts'
import { postgresPeople } from './people.ts'
import { postgresSettings } from './settings.ts'
import { databaseKinds, testDatabase } from './test-database.ts'
import { testMessage } from './test-message.ts'
import { postgresTurns } from './turns.ts'

describe.each(databaseKinds())('what a person chose, on %s', (kind) => {
  let database: Database
  beforeAll(async () => {
    database = await testDatabase(kind)
  })
  afterAll(() => database.close())

  async function chooser(authorId: string, organisationId = 'fake:org'): Promise<Chooser> {
    const author = { channel: 'fake', organisationId, authorId, name: authorId }
    return { organisationId, userId: await postgresPeople(database.sql).userOf(author) }
  }

  /** What their next turn is claimed with. */
  async function asked(authorId: string) {
    const turns = postgresTurns(database)
    const message = testMessage({ author: { id: authorId, name: authorId } })
    await turns.receive(message)
    const { threadId } = message
    const [claimed] = await turns.claim('me', 60_000, { channels: ['fake'], threadId })
    return claimed?.principal.settings
  }

  it('is as usual until they choose, and each change leaves the rest', async () => {
    const settings = postgresSettings(database.sql)
    const ann = await chooser('ann')
    expect(await settings.of(ann)).toEqual(usualSettings)
    expect(await settings.change(ann, {})).toEqual(usualSettings)
    const long = { ...usualSettings, answers: 'long' }
    expect(await settings.change(ann, { answers: 'long' })).toEqual(long)
    const changed = await settings.change(ann, { charts: 'dark', market: 'india' })
    expect(changed).toEqual({ answers: 'long', charts: 'dark', market: 'india' })
    expect(await settings.change(ann, { charts: 'none' })).toEqual({ ...changed, charts: 'none' })
    expect(await settings.of(ann)).toEqual({ ...changed, charts: 'none' })
  })

  it('comes with their turns, and with nobody else’s', async () => {
    await postgresSettings(database.sql).change(await chooser('bob'), { answers: 'long' })
    expect(await asked('bob')).toEqual({ ...usualSettings, answers: 'long' })
    expect(await asked('cleo')).toEqual(usualSettings)
    const elsewhere = await chooser('bob', 'fake:other')
    expect(await postgresSettings(database.sql).of(elsewhere)).toEqual(usualSettings)
  })

  it('keeps two changes that come at once', async () => {
    const settings = postgresSettings(database.sql)
    const dan = await chooser('dan')
    await Promise.all([
      settings.change(dan, { answers: 'long' }),
      settings.change(dan, { market: 'us' }),
    ])
    expect(await settings.of(dan)).toEqual({ answers: 'long', charts: 'light', market: 'us' })
  })

  it('is as usual where a row is of another release', async () => {
    const { organisationId, userId } = await chooser('eve')
    await database.sql`
      insert into settings (organisation_id, user_id, name, value) values
        (${organisationId}, ${userId}, 'answers', 'sung'), (${organisationId}, ${userId}, 'hat', 'red')`
    const settings = postgresSettings(database.sql)
    const eve = { organisationId, userId }
    expect(await settings.change(eve, { market: 'us' })).toEqual({ ...usualSettings, market: 'us' })
  })
})
