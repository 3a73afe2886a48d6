import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { checkSlack } from '../../../bot/slack-checks.ts'
import { scopes } from '../../../channels/slack/scopes.ts'
import { type FakeSlack, openFakeSlack } from '../../fakes/slack/fake-slack.ts'

const secretKeys = `new:${Buffer.alloc(32, 1).toString('base64')}`

describe('what doctor says of Slack', () => {
  let slack: FakeSlack
  beforeEach(async () => {
    slack = await openFakeSlack()
  })
  afterEach(() => slack.close())

  function one(granted: readonly string[] = scopes) {
    const { tokens } = slack.open({ teamId: 'T1', name: 'Acme', scopes: granted })
    const [SLACK_BOT_TOKEN = ''] = tokens
    const SLACK_APP_TOKEN = slack.secrets.appToken
    return { SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_API_URL: slack.apiUrl }
  }

  function many() {
    return {
      SLACK_CLIENT_ID: slack.secrets.clientId,
      SLACK_CLIENT_SECRET: slack.secrets.clientSecret,
      SLACK_SIGNING_SECRET: slack.secrets.signingSecret,
      SLACK_API_URL: slack.apiUrl,
      SECRET_KEYS: secretKeys,
      PUBLIC_URL: 'https://hub.example/',
    }
  }

  it('is nothing to mend when all is well, and the socket was opened', async () => {
    expect(await checkSlack(one())).toEqual([
      { name: 'channel slack', state: 'ok', detail: 'hears over a socket; in one workspace' },
      { name: 'slack token', state: 'ok', detail: '@ai_hub in Acme' },
      { name: 'slack scopes', state: 'ok', detail: `all ${scopes.length} granted` },
      { name: 'slack socket', state: 'ok', detail: 'opens' },
    ])
    expect(slack.calls.map(({ method }) => method).toSorted()).toEqual([
      'apps.connections.open',
      'auth.test',
    ])
  })

  it('is that it is off when nothing is set', async () => {
    expect(await checkSlack({})).toMatchObject([{ state: 'off' }])
  })

  it('is which scopes were not granted, and what to do', async () => {
    const lacking = scopes.filter((scope) => scope !== 'users:read' && scope !== 'files:read')
    const checks = await checkSlack(one(lacking))
    expect(checks.find(({ name }) => name === 'slack scopes')).toMatchObject({
      state: 'failed',
      detail: 'not granted: files:read, users:read',
      fix: expect.stringContaining('Reinstall'),
    })
  })

  it('is that Slack does not take the token', async () => {
    const checks = await checkSlack({ ...one(), SLACK_BOT_TOKEN: 'xoxb-wrong' })
    expect(checks.find(({ name }) => name === 'slack token')).toMatchObject({
      state: 'failed',
      detail: 'Slack: invalid_auth',
      fix: expect.stringContaining('OAuth & Permissions'),
    })
    expect(JSON.stringify(checks)).not.toContain('xoxb-wrong')
  })

  it('is that a token expires which has to serve for good', async () => {
    const settings = one()
    slack.open({ teamId: 'T2', scopes }).tokens.add('xoxe.xoxb-rotating')
    const checks = await checkSlack({ ...settings, SLACK_BOT_TOKEN: 'xoxe.xoxb-rotating' })
    expect(checks.find(({ name }) => name === 'slack token')).toMatchObject({
      state: 'failed',
      detail: expect.stringContaining('expires within 12 hours'),
    })
  })

  it('is that the socket does not open', async () => {
    const checks = await checkSlack({ ...one(), SLACK_APP_TOKEN: 'xapp-wrong' })
    expect(checks.find(({ name }) => name === 'slack socket')).toMatchObject({
      state: 'failed',
      fix: expect.stringContaining('connections:write'),
    })
  })

  it('is that Slack could not be asked', async () => {
    const settings = { ...one(), SLACK_APP_TOKEN: undefined, SLACK_SIGNING_SECRET: 'any' }
    slack.trouble = () => 'reset'
    const checks = await checkSlack(settings)
    expect(checks.find(({ name }) => name === 'slack token')).toMatchObject({
      state: 'failed',
      fix: expect.stringContaining('could not be asked'),
    })
  })

  it('is where people install it, and whether Slack knows it', async () => {
    expect(await checkSlack(many())).toEqual([
      {
        name: 'channel slack',
        state: 'ok',
        detail:
          'hears at /channels/slack/events, where Slack has to reach it; ' +
          'in every workspace that installs it: https://hub.example/channels/slack/install',
      },
      { name: 'slack keys', state: 'ok', detail: 'new seals' },
      { name: 'slack client', state: 'ok', detail: 'Slack knows id and secret' },
    ])
    const wrong = await checkSlack({ ...many(), SLACK_CLIENT_SECRET: 'wrong' })
    expect(wrong.at(-1)).toMatchObject({ state: 'failed', detail: 'Slack: bad_client_secret' })
  })

  it.each([
    ['SLACK_CLIENT_ID'],
    ['SLACK_CLIENT_SECRET'],
    ['SECRET_KEYS'],
    ['PUBLIC_URL'],
    ['SLACK_SIGNING_SECRET'],
  ])('is that %s is missing', async (name) => {
    await expect(checkSlack({ ...many(), [name]: undefined })).rejects.toMatchObject({
      said: expect.stringContaining(`Slack needs ${name}`),
    })
  })
})
