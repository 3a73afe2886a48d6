import { fork } from 'node:child_process'
import { once } from 'node:events'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'

import type { TurnStore } from '../core/turn-store.ts'
import type { Database } from './database.ts'
import { leaseOwner } from './lease-owner.ts'
import { databaseKinds, testDatabase } from './test-database.ts'
import { testMessage } from './test-message.ts'
import { postgresTurns } from './turns.ts'

const isLinux = process.platform === 'linux'
const kinds = databaseKinds()

describe.skipIf(!isLinux).each(kinds)('what neighbours hold, on %s (needs Linux)', (kind) => {
  let database: Database
  let turns: TurnStore

  beforeAll(async () => {
    database = await testDatabase(kind)
    turns = postgresTurns(database)
  })
  afterAll(() => database.close())

  function say(threadId: `gone:${string}`) {
    return turns.receive(testMessage({ channel: 'gone', threadId, roomId: threadId }))
  }

  async function claimAs(owner: string): Promise<string[]> {
    const claims = await turns.claim(owner, 60_000, { channels: ['gone'], most: 1 })
    return claims.map(({ turn }) => turn.threadId)
  }

  /** The name of a process that is no more. */
  async function deadOwner(): Promise<string> {
    const child = fork(new URL('./test-owner.ts', import.meta.url))
    const [said] = await once(child, 'message')
    child.kill('SIGKILL')
    await once(child, 'exit')
    return z.string().parse(said)
  }

  it('is given back at once when they are gone, and left to them while they may live', async () => {
    for (const name of ['dead', 'alive', 'far'] as const) await say(`gone:${name}`)
    expect(await claimAs(await deadOwner())).toEqual(['gone:dead'])
    expect(await claimAs(leaseOwner())).toEqual(['gone:alive'])
    expect(await claimAs('a process of another machine')).toEqual(['gone:far'])
    expect(await claimAs('me')).toEqual([])
    await turns.releaseGone()
    expect(await claimAs('me')).toEqual(['gone:dead'])
    expect(await claimAs('me')).toEqual([])
  })
})
