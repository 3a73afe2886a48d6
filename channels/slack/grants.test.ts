import { beforeEach, describe, expect, it } from 'vitest'

import type { SecretStore } from '../../core/secret-store.ts'
import { departureOf } from './departure.ts'
import { envelope } from './envelope.ts'
import { type Grant, type Grants, openGrants } from './grants.ts'

describe('grants', () => {
  let grants: Grants
  let nowMs: number

  beforeEach(() => {
    nowMs = 1_000_000
    grants = openGrants(inMemory(), () => nowMs)
  })

  it('of an organisation hold in its workspaces, also when only the workspace is named later', async () => {
    await grants.keep(wide('E1'))
    expect(await grants.find('T1')).toBe(null)
    expect(await grants.find('T1', 'E1')).toMatchObject({ enterprise: { id: 'E1' } })
    expect(await grants.find('T1')).toMatchObject({ enterprise: { id: 'E1' } })
    expect(await grants.find('T2', 'E2')).toBe(null)
  })

  it('of an organisation end in all its workspaces at once', async () => {
    await grants.keep(wide('E1'))
    await grants.find('T1', 'E1')
    await grants.forget({ id: 'E1', at: 1_001 })
    expect(await grants.find('T1', 'E1')).toBe(null)
  })

  it('of a workspace go before those of its organisation', async () => {
    await grants.keep(wide('E1'))
    await grants.find('T1', 'E1')
    await grants.keep(one('T1'))
    expect(await grants.find('T1', 'E1')).toMatchObject({ team: { id: 'T1' } })
    await grants.forget({ id: 'T1', at: 1_001 })
    expect(await grants.find('T1', 'E1')).toMatchObject({ enterprise: { id: 'E1' } })
  })

  it('stay when they are younger than the departure that is told', async () => {
    await grants.keep(one('T1'))
    await grants.forget({ id: 'T1', at: 999 })
    expect(await grants.find('T1')).not.toBe(null)
    await grants.forget({ id: 'T1', at: 1_000 })
    expect(await grants.find('T1')).toBe(null)
  })

  it('that were renewed are not kept once a newer installation is there', async () => {
    await grants.keep(one('T1', 'xoxb-old'))
    const before = await grants.find('T1')
    nowMs += 1
    await grants.keep(one('T1', 'xoxb-new'))
    if (before?.bot) await grants.keep({ ...before, bot: { ...before.bot, token: 'xoxb-renewed' } })
    expect((await grants.find('T1'))?.bot?.token).toBe('xoxb-new')
  })
})

describe('an event that ends an installation', () => {
  const base = { type: 'event_callback', event_id: 'Ev1', event_time: 7, team_id: 'T1' }
  const uninstalled = { ...base, event: { type: 'app_uninstalled' } }

  it.each([
    ['names its workspace', uninstalled, 'T1'],
    ['of a workspace on Grid, too', { ...uninstalled, enterprise_id: 'E1' }, 'T1'],
    [
      'names the organisation that had it everywhere',
      { ...uninstalled, enterprise_id: 'E1', is_enterprise_install: true },
      'E1',
    ],
    [
      'may name the organisation alone',
      { ...uninstalled, team_id: null, enterprise_id: 'E1' },
      'E1',
    ],
    [
      'may be the end of our token',
      { ...base, event: { type: 'tokens_revoked', tokens: { bot: ['UB1'] } } },
      'T1',
    ],
  ])('%s', (_, told, id) => {
    expect(departureOf(envelope.parse(told))).toEqual({ id, at: 7 })
  })

  it.each([
    { type: 'tokens_revoked', tokens: { oauth: ['U1'] } },
    { type: 'tokens_revoked', tokens: { oauth: ['U1'], bot: [] } },
    { type: 'message' },
  ])('is not %j', (event) => {
    expect(departureOf(envelope.parse({ ...base, event }))).toBe(null)
  })
})

function one(teamId: string, token = 'xoxb-1'): Grant {
  return {
    team: { id: teamId },
    enterprise: undefined,
    user: { token: undefined, scopes: undefined, id: 'U1' },
    bot: { token, scopes: [], id: 'B1', userId: 'UB1' },
    isEnterpriseInstall: false,
    authVersion: 'v2',
  }
}

function wide(enterpriseId: string): Grant {
  const { team: _, ...rest } = one('T0')
  return { ...rest, team: undefined, enterprise: { id: enterpriseId }, isEnterpriseInstall: true }
}

function inMemory(): SecretStore {
  const kept = new Map<string, string>()
  return {
    find: async ({ organisation }) => kept.get(organisation) ?? null,
    keep: async ({ organisation }, secret) => void kept.set(organisation, secret),
    forget: async ({ organisation }) => void kept.delete(organisation),
  }
}
