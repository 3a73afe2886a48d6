import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { mostWatched, type Watcher } from '../core/watchlist.ts'
import type { Database } from './database.ts'
import { postgresPeople } from './people.ts'
import { databaseKinds, testDatabase } from './test-database.ts'
import { postgresWatchlist } from './watchlist.ts'

describe.each(databaseKinds())('watchlists, on %s', (kind) => {
  let database: Database
  beforeAll(async () => {
    database = await testDatabase(kind)
  })
  afterAll(() => database.close())

  async function watcher(authorId: string, organisationId = 'slack:T1'): Promise<Watcher> {
    const author = { channel: 'slack', organisationId, authorId, name: authorId }
    return { organisationId, userId: await postgresPeople(database.sql).userOf(author) }
  }

  async function symbolsOf(whose: Watcher): Promise<readonly string[]> {
    const watched = await postgresWatchlist(database.sql).list(whose)
    return watched.map(({ symbol }) => symbol)
  }

  it('hold each symbol once, in the order in which it was added, until it is taken off', async () => {
    const list = postgresWatchlist(database.sql)
    const ann = await watcher('ann')
    for (const symbol of ['TSLA', 'AAPL', 'TSLA', 'BRK-B']) await list.add(ann, symbol)
    expect(await symbolsOf(ann)).toEqual(['TSLA', 'AAPL', 'BRK-B'])
    await list.remove(ann, 'AAPL')
    await list.remove(ann, 'AAPL')
    expect(await symbolsOf(ann)).toEqual(['TSLA', 'BRK-B'])
    const [first] = await list.list(ann)
    expect(first?.addedAt).toBeInstanceOf(Date)
  })

  it('belong to one person of one organisation', async () => {
    await postgresWatchlist(database.sql).add(await watcher('bob'), 'MSFT')
    expect(await symbolsOf(await watcher('bob'))).toEqual(['MSFT'])
    expect(await symbolsOf(await watcher('bob', 'slack:T2'))).toEqual([])
    expect(await symbolsOf(await watcher('cleo'))).toEqual([])
  })

  it('are full some time, and still take what they hold already', async () => {
    const list = postgresWatchlist(database.sql)
    const dan = await watcher('dan')
    const symbols = Array.from({ length: mostWatched }, (_, index) => `S${index}`)
    for (const symbol of symbols) await list.add(dan, symbol)
    await list.add(dan, 'S0')
    await expect(list.add(dan, 'ONE')).rejects.toMatchObject({ code: 'invalid' })
    expect(await symbolsOf(dan)).toHaveLength(mostWatched)
  })

  it.each(['', 'A'.repeat(41), 'A\0B'])('take no %j', async (symbol) => {
    const eve = await watcher('eve')
    const add = postgresWatchlist(database.sql).add(eve, symbol)
    await expect(add).rejects.toMatchObject({ code: 'invalid' })
    await postgresWatchlist(database.sql).remove(eve, symbol)
    expect(await symbolsOf(eve)).toEqual([])
  })
})
