import { expect, it } from 'vitest'

import { openClaims } from './claims.ts'

const terms = { owner: 'me', leaseMs: 60_000, scope: { channels: ['fake'] } }

it('gives back what a claim took whose answer was lost, before it claims again', async () => {
  const did: string[] = []
  const answers = [() => Promise.reject(new Error('CONNECTION_CLOSED')), async () => []]
  const claim = () => {
    did.push('claim')
    return answers.shift()?.() ?? Promise.resolve([])
  }
  const releaseAll = async (owner: string, but: readonly string[] = []) =>
    void did.push(`release all of ${owner} but ${but.join()}`)
  const next = openClaims({ ...terms, turns: { claim, releaseAll } }, () => ['fake:1', 'fake:2'])
  await expect(next(4)).rejects.toThrow('CONNECTION_CLOSED')
  expect(await next(4)).toEqual([])
  expect(await next(4)).toEqual([])
  expect(did).toEqual(['claim', 'release all of me but fake:1,fake:2', 'claim', 'claim'])
})
