import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'

import { echo } from '../../../bot/test-conversation.ts'
import { scopes } from '../../../channels/slack/scopes.ts'
import type { Database } from '../../../storage/database.ts'
import { databaseKinds, testDatabase } from '../../../storage/test-database.ts'
import { homeOf } from '../../fakes/slack/screen.ts'
import { type ManyOptions, type ManyWorkspaces, openMany } from './many-workspaces.ts'

const answered = ['chat.startStream', 'chat.appendStream', 'chat.stopStream']

describe.each(databaseKinds())('installing the hub in workspaces, on %s', (kind) => {
  let database: Database
  let many: ManyWorkspaces

  beforeAll(async () => {
    database = await testDatabase(kind)
  })
  afterEach(() => many.close())
  afterAll(() => database.close())

  async function setup(options: ManyOptions = {}): Promise<ManyWorkspaces> {
    many = await openMany(database, options)
    return many
  }

  it('answers in a workspace once a person has installed it there', async () => {
    const { town, install, ended, calls } = await setup()
    const { ann, ask, screen } = town('TNEW')
    const page = await install({ teamId: 'TNEW', userId: ann.id })
    expect(page.status).toBe(200)
    expect(page.text).toContain('It is now part of Workspace NEW.')
    expect(page.text).toContain('https://slack.com/app_redirect?app=A0FAKE&amp;team=TNEW')
    const question = await ask('hello')
    await ended(1)
    expect(screen(question)).toEqual(['✓ Done\nYou said hello'])
    expect(calls()).toEqual([
      '- oauth.v2.access',
      'TNEW auth.test',
      ...answered.map((method) => `TNEW ${method}`),
    ])
  })

  it('forgets a workspace that uninstalls it, and is there again when it is installed anew', async () => {
    const { town, install, ended, calls, log } = await setup()
    const { ann, ask, screen, people } = town('TBACK')
    await install({ teamId: 'TBACK', userId: ann.id })
    await ask('hello')
    await ended(1)
    await people.uninstall()
    const [row] = await database.sql<{ count: number }[]>`
      select count(*)::integer as count from secrets where organisation = 'TBACK'`
    expect(row).toEqual({ count: 0 })
    const unheard = await ask('are you there?')
    expect(log.filter((line) => line.includes('not installed in'))).not.toEqual([])
    await install({ teamId: 'TBACK', userId: ann.id })
    const question = await ask('hello again')
    await ended(2)
    expect(screen(unheard)).toEqual([])
    expect(screen(question)).toEqual(['✓ Done\nYou said hello again'])
    const round = ['- oauth.v2.access', 'TBACK auth.test', ...answered.map((one) => `TBACK ${one}`)]
    expect(calls()).toEqual([...round, ...round])
  })

  it('keeps a new installation when Slack tells late of the end of the one before', async () => {
    const { town, install, ended, slack } = await setup()
    const { ann, ask, screen, people } = town('TLATE')
    await install({ teamId: 'TLATE', userId: ann.id })
    await people.tell({ type: 'app_uninstalled' }, slack.clock.now() - 60_000)
    const question = await ask('hello')
    await ended(1)
    expect(screen(question)).toEqual(['✓ Done\nYou said hello'])
  })

  it('keeps an installation when only the tokens of a person were revoked', async () => {
    const { town, install, ended } = await setup()
    const { ann, ask, screen, people } = town('TUSER')
    await install({ teamId: 'TUSER', userId: ann.id })
    await people.tell({ type: 'tokens_revoked', tokens: { oauth: [ann.id], bot: [] } })
    const question = await ask('hello')
    await ended(1)
    expect(screen(question)).toEqual(['✓ Done\nYou said hello'])
  })

  it('talks in two workspaces at once, in each with its own token', async () => {
    const { town, install, ended, calls } = await setup()
    const towns = [town('TONE'), town('TTWO')]
    for (const { ann, workspace } of towns) {
      // oxlint-disable-next-line no-await-in-loop -- the calls are told apart by their order.
      await install({ teamId: workspace.teamId, userId: ann.id })
    }
    const questions = await Promise.all(towns.map(({ ask, workspace }) => ask(workspace.teamId)))
    await ended(2)
    const shown = towns.map(({ screen }, at) => questions[at] && screen(questions[at]))
    expect(shown).toEqual([['✓ Done\nYou said TONE'], ['✓ Done\nYou said TTWO']])
    const [one, two] = ['TONE', 'TTWO'].map((teamId) =>
      calls().filter((call) => call.startsWith(teamId)),
    )
    expect(one).toEqual(['auth.test', ...answered].map((method) => `TONE ${method}`))
    expect(two).toEqual(['auth.test', ...answered].map((method) => `TTWO ${method}`))
  })

  it('answers in every workspace of an organisation that installed it for all', async () => {
    const { town, install, ended, calls } = await setup()
    const [first, second] = [town('TGRA', 'EGRID'), town('TGRB', 'EGRID')]
    const page = await install({ teamId: 'TGRA', userId: first.ann.id, isWide: true })
    expect(page.text).toContain('It is now part of Grid.')
    const question = await second.ask('hello')
    await ended(1)
    expect(second.screen(question)).toEqual(['✓ Done\nYou said hello'])
    expect(calls().slice(2)).toEqual(answered.map((method) => `TGRB ${method}`))
  })

  it('shows the page under Home in a workspace of which it was not told anything before', async () => {
    const { town, install, slack } = await setup()
    const [first, second] = [town('THOA', 'EHOME'), town('THOB', 'EHOME')]
    await install({ teamId: 'THOA', userId: first.ann.id, isWide: true })
    await second.people.openHome(second.ann)
    await slack.called('views.publish', 1)
    expect(homeOf(second.workspace, second.ann)).toContain('Ask AI Hub')
  })

  it('lets an administrator of the workspace do more, and in that workspace alone', async () => {
    const seen: string[] = []
    const agent = echo(async ({ principal, message }) => {
      const may = principal.permissions.has('models.choose') ? 'may' : 'may not'
      seen.push(`${message.organisation.id} ${may}`)
    })
    const { town, install, ended, slack } = await setup({ agent })
    const [one, two] = [town('TADM'), town('TOTHER')]
    for (const { workspace, people, ann, room } of [one, two]) {
      people.person(ann.name, { isAdmin: workspace.teamId === 'TADM' })
      // oxlint-disable-next-line no-await-in-loop -- one browser, one after the other.
      await install({ teamId: workspace.teamId, userId: ann.id })
      // oxlint-disable-next-line no-await-in-loop -- whoever is seen for the first time is asked for.
      await people.say({ user: ann, room, text: 'hello to nobody' })
    }
    const asked = () => slack.calls.filter(({ method }) => method === 'users.info').length
    const kept = () => database.sql`select from roles where organisation_id = 'slack:TADM'`
    await expect.poll(async () => [asked(), (await kept()).length]).toEqual([2, 1])
    await one.ask('first')
    await two.ask('second')
    await ended(2)
    expect(seen.toSorted()).toEqual(['slack:TADM may', 'slack:TOTHER may not'])
  })

  it('drops what comes from a workspace that never installed it, at once and with a line', async () => {
    const { town, log, slack } = await setup()
    const { workspace, ask } = town('TNONE')
    for (const scope of scopes) workspace.scopes.add(scope)
    await ask('hello')
    expect(log.filter((line) => line.includes('TNONE'))).toHaveLength(2)
    expect(slack.calls).toEqual([])
  })
})
