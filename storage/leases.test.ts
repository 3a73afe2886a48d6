import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import type { ClaimedTurn, TurnStore } from '../core/turn-store.ts'
import type { IncomingMessage } from '../core/types.ts'
import type { Database } from './database.ts'
import { databaseKinds, testDatabase } from './test-database.ts'
import { postgresTurns } from './turns.ts'

let channels = 0
/** A channel of its own for every test, so that tests share a database and nothing else. */
let channel = ''

function message(organisation: string, thread: number | string): IncomingMessage {
  const threadId = `${channel}:${organisation}-${thread}` as const
  return {
    id: `${Math.random()}`,
    channel,
    organisation: { id: `${channel}:${organisation}`, name: organisation },
    roomId: threadId,
    threadId,
    author: { id: 'ann', name: 'Ann' },
    text: 'How does AAPL look?',
    addressed: true,
    sentAt: new Date('2026-01-05T12:00:00Z'),
  }
}

const threadsOf = (claims: readonly ClaimedTurn[]) =>
  claims.map(({ turn }) => turn.threadId.slice(channel.length + 1))

describe.each(databaseKinds())('claims between organisations on %s', (kind) => {
  let database: Database
  let turns: TurnStore

  beforeAll(async () => {
    database = await testDatabase(kind)
    turns = postgresTurns(database)
  })
  beforeEach(() => {
    channel = `fake${(channels += 1)}`
  })
  afterAll(() => database.close())

  /** A message in each of so many threads. */
  async function waiting(organisation: string, count: number, first = 0): Promise<void> {
    const all = Array.from({ length: count }, (_, at) => message(organisation, first + at))
    await Promise.all(all.map(turns.receive))
  }

  async function claim(most: number, owner = 'me'): Promise<readonly ClaimedTurn[]> {
    return turns.claim(owner, 60_000, { channels: [channel], most })
  }

  it('lets no flood of one organisation keep another waiting', async () => {
    await waiting('flood', 500)
    await waiting('quiet', 1)
    const firstFew = [...(await claim(1)), ...(await claim(1)), ...(await claim(1))]
    expect(threadsOf(firstFew)).toEqual(['flood-0', 'quiet-0', 'flood-1'])
  })

  it('takes turns between organisations within one claim too, the oldest of each first', async () => {
    await waiting('flood', 500)
    await waiting('small', 2)
    await waiting('quiet', 1)
    const expected = ['flood-0', 'small-0', 'quiet-0', 'flood-1', 'small-1', 'flood-2', 'flood-3']
    expect(threadsOf(await claim(7))).toEqual(expected)
  })

  it('counts what runs already, on whichever replica, and no longer what has ended or was lost', async () => {
    await waiting('busy', 10)
    const running = await claim(2, 'another')
    await turns.claim('dead', -1, { channels: [channel] })
    await waiting('late', 3)
    const next = await claim(3)
    expect(threadsOf(next)).toEqual(['late-0', 'late-1', 'busy-2'])
    for (const { lease, turn } of running) await turns.end(lease, turn.id, { outcome: 'done' })
    expect(threadsOf(await claim(1))).toEqual(['busy-3'])
  })

  it('takes one turn of a thread at a time, however many it may take', async () => {
    const all = Array.from({ length: 20 }, () => message('flood', 'same'))
    await Promise.all(all.map(turns.receive))
    await waiting('flood', 2)
    expect(threadsOf(await claim(16))).toEqual(['flood-same', 'flood-0', 'flood-1'])
  })

  it('shares threads among replicas that claim several at once', async () => {
    await waiting('one', 60)
    await waiting('other', 60)
    const taken: ClaimedTurn[] = []
    while (taken.length < 120) {
      const owners = ['a', 'b', 'c', 'd']
      const claims = (await Promise.all(owners.map((owner) => claim(7, owner)))).flat()
      expect(claims.length).toBeGreaterThan(0)
      taken.push(...claims)
    }
    expect(new Set(threadsOf(taken)).size).toBe(120)
    expect(await claim(1)).toEqual([])
  })
})
