import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'

import type { SlackChannel } from '../../../channels/slack/index.ts'
import { type Place as ThreadPlace, threadIdOf } from '../../../channels/slack/thread-id.ts'
import type { SecretStore } from '../../../core/secret-store.ts'
import type { Database } from '../../../storage/database.ts'
import { databaseKinds, testDatabase } from '../../../storage/test-database.ts'
import { type ManyOptions, type ManyWorkspaces, openMany } from './many-workspaces.ts'

/** A thread, and who began it. */
interface Place extends ThreadPlace {
  readonly userId: string
}

const hourMs = 3_600_000
const twelveHours = { tokenSeconds: 43_200 }

describe.each(databaseKinds())('tokens that expire, on %s', (kind) => {
  let database: Database
  let many: ManyWorkspaces
  let posts = 0

  beforeAll(async () => {
    database = await testDatabase(kind)
  })
  beforeEach(() => vi.useFakeTimers({ toFake: ['Date'] }))
  afterEach(async () => {
    vi.useRealTimers()
    await many.close()
  })
  afterAll(() => database.close())

  async function installed(teamId: string, options: ManyOptions = twelveHours): Promise<Place> {
    many = await openMany(database, options)
    const { people, ann, room } = many.town(teamId)
    await many.install({ teamId, userId: ann.id })
    const { ts: threadTs } = await people.say({ user: ann, room, text: 'lunch?' })
    // The hub that heard it asks who that was, and no more.
    await expect.poll(() => many.slack.calls.at(-1)?.method).toBe('users.info')
    return { teamId, roomId: room.id, threadTs, userId: ann.id }
  }

  function later(hours: number): void {
    vi.setSystemTime(Date.now() + hours * hourMs)
  }

  async function post(channel: SlackChannel, place: Place) {
    const threadId = threadIdOf(place)
    const key = String((posts += 1))
    return channel.post({ threadId, turnId: key }, { text: 'hello', choices: [] }, key)
  }

  function calls(): readonly string[] {
    return many.calls().slice(2)
  }

  it('are renewed before they do, and then serve as long again', async () => {
    const place = await installed('TDUE')
    const channel = await many.replica()
    later(9)
    await post(channel, place)
    later(2)
    await post(channel, place)
    later(9)
    await post(channel, place)
    expect(calls()).toEqual([
      'TDUE chat.postMessage',
      '- oauth.v2.access',
      'TDUE chat.postMessage',
      'TDUE chat.postMessage',
    ])
  })

  it('are renewed once when two replicas need them at once', async () => {
    const place = await installed('TBOTH')
    const replicas = [await many.replica(), await many.replica()]
    later(11)
    await Promise.all(replicas.map((channel) => post(channel, place)))
    const renewed = calls().filter((call) => call === '- oauth.v2.access')
    expect(renewed).toHaveLength(1)
    expect(calls().filter((call) => call === 'TBOTH chat.postMessage')).toHaveLength(2)
  })

  it('are taken from whoever came first by a replica that came second', async () => {
    const place = await installed('TSLOW')
    const key = { channel: 'slack', organisation: 'TSLOW' }
    const before = await many.secrets.find(key)
    later(11)
    await post(await many.replica(), place)
    await post(await many.replica(late(many.secrets, before)), place)
    expect(calls()).toEqual([
      '- oauth.v2.access',
      'TSLOW chat.postMessage',
      '- oauth.v2.access: invalid_refresh_token',
      'TSLOW chat.postMessage',
    ])
  })

  it('serve to their end when Slack cannot renew them', async () => {
    const place = await installed('TSTUCK')
    const channel = await many.replica()
    many.slack.trouble = ({ method }) => (method === 'oauth.v2.access' ? { status: 503 } : null)
    later(11)
    await post(channel, place)
    expect(calls()).toEqual(['- oauth.v2.access: 503', 'TSTUCK chat.postMessage'])
    expect(many.log.filter((line) => line.includes('could not be renewed'))).toHaveLength(1)
    expect(many.log.filter((line) => line.includes('token rotation: (error'))).toHaveLength(1)
    later(2)
    await expect(post(channel, place)).rejects.toMatchObject({ code: 'unavailable' })
    many.slack.trouble = () => null
    await post(channel, place)
    expect(calls().at(-1)).toBe('TSTUCK chat.postMessage')
  })

  it('are read anew when Slack no longer takes the one that a replica remembers', async () => {
    const place = await installed('TANEW', {})
    const channel = await many.replica()
    await post(channel, place)
    await many.install({ teamId: 'TANEW', userId: place.userId })
    await post(channel, place)
    expect(calls()).toEqual([
      'TANEW chat.postMessage',
      '- oauth.v2.access',
      'TANEW auth.test',
      '- chat.postMessage: invalid_auth',
      'TANEW chat.postMessage',
    ])
  })

  it('do not come back when the app was uninstalled while they were renewed', async () => {
    const place = await installed('TGONE')
    const key = { channel: 'slack', organisation: 'TGONE' }
    const before = await many.secrets.find(key)
    later(11)
    await many.secrets.forget(key)
    const channel = await many.replica(late(many.secrets, before))
    await post(channel, place).catch(() => {})
    expect(await many.secrets.find(key)).toBe(null)
  })
})

/** A store whose first two reads, as long as a renewal is decided on, were made some time ago. */
function late(store: SecretStore, before: string | null): SecretStore {
  let reads = 0
  return {
    ...store,
    find: async (key) => ((reads += 1) <= 2 ? before : store.find(key)),
  }
}
