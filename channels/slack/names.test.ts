import { Writable } from 'node:stream'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { openLogger } from '../../core/logger.ts'
import type { DescribedPerson } from '../../core/people-store.ts'
import { peopleIn } from '../../test/fakes/slack/acting.ts'
import { type FakeSlack, openFakeSlack } from '../../test/fakes/slack/fake-slack.ts'
import type { Workspace } from '../../test/fakes/slack/world.ts'
import { type Names, openNames } from './names.ts'
import { singleWorkspace } from './single-workspace.ts'
import { openWorkspaces } from './workspaces.ts'

const log: string[] = []
const to = new Writable({ write: (line, _encoding, done) => done(void log.push(String(line))) })
const logger = openLogger({ level: 'info', to })

describe('what Slack tells of people', () => {
  let slack: FakeSlack
  let workspace: Workspace
  let names: Names
  let described: DescribedPerson[]
  let passed: number

  beforeEach(async () => {
    slack = await openFakeSlack()
    workspace = slack.open({ teamId: 'T1', scopes: ['users:read'] })
    described = []
    log.length = 0
    passed = 0
    const clock = { now: () => passed, sleep: async () => {} }
    const [botToken = ''] = workspace.tokens
    const { apiUrl } = slack
    const installations = singleWorkspace({ botToken, apiUrl, logger })
    const workspaces = openWorkspaces({ installations, apiUrl, clock })
    const people = { describe: async (person: DescribedPerson) => void described.push(person) }
    names = openNames({ workspaces, people, clock, logger })
  })
  afterEach(() => slack.close())

  const asked = () => slack.calls.filter(({ method }) => method === 'users.info').length

  it('is asked for once, and is their id until it is there', async () => {
    const { id } = peopleIn(slack, workspace).person('Ann')
    expect(names.known('T1', id)).toBe(id)
    expect(await names.find('T1', id)).toBe('Ann')
    expect(names.known('T1', id)).toBe('Ann')
    expect(asked()).toBe(1)
  })

  it('says who runs the workspace, and who does so no longer, within a quarter of an hour', async () => {
    const person = { channel: 'slack', organisationId: 'slack:T1', authorId: 'UANN' }
    const { id } = peopleIn(slack, workspace).person('Ann', { isAdmin: true })
    await names.find('T1', id)
    peopleIn(slack, workspace).person('Ann')
    passed += 15 * 60_000
    expect(names.known('T1', id)).toBe('Ann')
    expect(asked()).toBe(1)
    passed += 1
    expect(names.known('T1', id)).toBe('Ann')
    await expect
      .poll(() => described)
      .toEqual([
        { ...person, roles: ['admin'] },
        { ...person, roles: [] },
      ])
  })

  it('is asked for again when Slack did not tell', async () => {
    const { id } = peopleIn(slack, workspace).person('Ann')
    slack.trouble = ({ method }) => (method === 'users.info' ? { status: 503 } : null)
    expect(await names.find('T1', id)).toBe('someone')
    expect(log).toEqual([expect.stringContaining('users.info: HTTP 503')])
    slack.trouble = () => null
    expect(await names.find('T1', id)).toBe('Ann')
  })
})
