import { expect, it } from 'vitest'

import type { Scope } from '../core/turn-store.ts'
import type { ThreadId } from '../core/types.ts'
import { openClaims } from './claims.ts'

const terms = { owner: 'me', leaseMs: 60_000, pollEveryMs: 60_000, scope: { channels: ['fake'] } }
const releaseGone = async () => {}
const running = (threadId: ThreadId, attempt = 1) => ({ threadId, attempt })

it('gives back what a claim took whose answer was lost, before it claims again', async () => {
  const did: string[] = []
  const answers = [() => Promise.reject(new Error('CONNECTION_CLOSED')), async () => []]
  const claim = () => {
    did.push('claim')
    return answers.shift()?.() ?? Promise.resolve([])
  }
  const releaseAll = async (owner: string, but: readonly string[] = []) =>
    void did.push(`release all of ${owner} but ${but.join()}`)
  const turns = { claim, releaseAll, releaseGone }
  const next = openClaims({ ...terms, turns }, () => [running('fake:1'), running('fake:2')])
  await expect(next(4)).rejects.toThrow('CONNECTION_CLOSED')
  expect(await next(4)).toEqual([])
  expect(await next(4)).toEqual([])
  expect(did).toEqual(['claim', 'release all of me but fake:1,fake:2', 'claim', 'claim'])
})

it.each([
  { pollEveryMs: 60_000, times: 1 },
  { pollEveryMs: 0, times: 3 },
])(
  'looks $times times for dead neighbours in three claims, polling every $pollEveryMs ms',
  async ({ pollEveryMs, times }) => {
    let looked = 0
    const turns = {
      claim: async () => [],
      releaseAll: async () => {},
      releaseGone: async () => void (looked += 1),
    }
    const next = openClaims({ ...terms, pollEveryMs, turns }, () => [])
    for (let claims = 0; claims < 3; claims += 1) await next(4)
    expect(looked).toBe(times)
  },
)

it('never claims what it runs, and keeps a turn on its last attempt apart from others tried before', async () => {
  const asked: Scope[] = []
  const claim = async (_owner: string, _leaseMs: number, scope: Scope) => {
    asked.push(scope)
    return []
  }
  const turns = { claim, releaseAll: async () => {}, releaseGone }
  const runs = [running('fake:1')]
  const next = openClaims({ ...terms, turns }, () => runs)
  for (const more of [running('fake:2', 2), running('fake:3', 3)]) {
    await next(4)
    runs.push(more)
  }
  await next(4)
  expect(asked.map(({ except, triedAtMost }) => [except, triedAtMost])).toEqual([
    [['fake:1'], undefined],
    [['fake:1', 'fake:2'], 1],
    [['fake:1', 'fake:2', 'fake:3'], 0],
  ])
})
