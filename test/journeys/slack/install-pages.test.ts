import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'

import type { Database } from '../../../storage/database.ts'
import { testDatabase } from '../../../storage/test-database.ts'
import type { Browser } from './many-workspaces.ts'
import { type ManyOptions, type ManyWorkspaces, openMany } from './many-workspaces.ts'

describe('the pages that install the hub', () => {
  let database: Database
  let many: ManyWorkspaces

  beforeAll(async () => {
    database = await testDatabase()
  })
  afterEach(async () => {
    vi.useRealTimers()
    await many.close()
  })
  afterAll(() => database.close())

  async function setup(options: ManyOptions = {}): Promise<ManyWorkspaces> {
    many = await openMany(database, options)
    many.town('T1')
    return many
  }

  /** Goes to the install page, and on to Slack; answers the address that Slack sends it back to. */
  async function allowed(browser: Browser): Promise<string> {
    const sent = await browser.open(`${many.url}/channels/slack/install`)
    expect(sent.status).toBe(302)
    const address = sent.headers.get('location') ?? ''
    return many.slack.installer.authorize(address, { teamId: 'T1', userId: 'U1' })
  }

  it('say that nothing happened when the person did not allow it', async () => {
    const { install, slack } = await setup()
    const page = await install('denied')
    expect(page.status).toBe(403)
    expect(page.text).toContain('You did not allow it, so nothing was changed.')
    expect(page.text).toContain('<a href="install">Try again</a>')
    expect(slack.calls).toEqual([])
  })

  it('refuse an answer of Slack that another browser asked for', async () => {
    const { browser, slack } = await setup()
    const address = await allowed(browser())
    const page = await browser().open(address)
    expect(page.status).toBe(400)
    expect(await page.text()).toContain('begin and end in the same browser')
    expect(slack.calls).toEqual([])
  })

  it('refuse an answer that nobody asked for', async () => {
    const { browser, slack, url } = await setup()
    const page = await browser().open(`${url}/channels/slack/oauth?code=stolen&state=made-up`)
    expect(page.status).toBe(400)
    expect(slack.calls).toEqual([])
  })

  it('refuse an answer that came after more than ten minutes', async () => {
    const { browser, slack } = await setup()
    vi.useFakeTimers({ toFake: ['Date'] })
    const mine = browser()
    const address = await allowed(mine)
    vi.setSystemTime(Date.now() + 11 * 60_000)
    const page = await mine.open(address)
    expect(page.status).toBe(400)
    expect(await page.text()).toContain('within ten minutes')
    expect(slack.calls).toEqual([])
  })

  it('install once, however often the page is loaded', async () => {
    const { browser, calls } = await setup()
    const mine = browser()
    const address = await allowed(mine)
    expect((await mine.open(address)).status).toBe(200)
    const again = await mine.open(address)
    expect(again.status).toBe(400)
    expect(await again.text()).toContain('reloaded this page after an installation, all is well')
    expect(calls()).toEqual(['- oauth.v2.access', 'T1 auth.test'])
  })

  it('say so when Slack does not know the code', async () => {
    const { browser } = await setup()
    const mine = browser()
    const address = new URL(await allowed(mine))
    address.searchParams.set('code', 'used-up')
    const page = await mine.open(address.href)
    expect(page.status).toBe(400)
    expect(await page.text()).toContain('Slack lets us use its answer once')
  })

  it('say what to mend when Slack does not know the hub, and never the secret', async () => {
    const { install, log } = await setup({ changes: { SLACK_CLIENT_SECRET: 'a-wrong-secret' } })
    const page = await install({ teamId: 'T1', userId: 'U1' })
    expect(page.status).toBe(500)
    expect(page.text).toContain('has to check SLACK_CLIENT_ID, SLACK_CLIENT_SECRET and PUBLIC_URL')
    expect([page.text, ...log].join('\n')).not.toContain('a-wrong-secret')
    expect(log.join('\n')).toContain('bad_client_secret')
  })

  it('say that it was not installed when Slack is in trouble', async () => {
    const { install, slack } = await setup()
    slack.trouble = () => ({ status: 503 })
    const page = await install({ teamId: 'T1', userId: 'U1' })
    expect(page.status).toBe(503)
    expect(page.text).toContain('Nothing was installed.')
  })

  it('show the name of a workspace as text, and load nothing', async () => {
    const { install, slack, browser, url } = await setup()
    slack.open({ teamId: 'T2', name: '<script>alert(1)</script>', scopes: [] })
    const { text } = await install({ teamId: 'T2', userId: 'U1' })
    expect(text).toContain('part of &lt;script&gt;alert(1)&lt;/script&gt;.')
    expect(text).not.toContain('<script>')
    const page = await browser().open(`${url}/channels/slack/oauth`)
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(page.headers.get('referrer-policy')).toBe('no-referrer')
    expect(page.headers.get('cache-control')).toBe('no-store')
  })

  it.each(['install', 'oauth'])('take GET alone (%s)', async (page) => {
    const { url } = await setup()
    const response = await fetch(`${url}/channels/slack/${page}`, { method: 'POST' })
    expect(response.status).toBe(405)
  })
})
