import { Writable } from 'node:stream'

import { afterEach, beforeEach, expect, it } from 'vitest'

import { openLogger } from '../../core/logger.ts'
import type { Destination } from '../../core/types.ts'
import { peopleIn } from '../../test/fakes/slack/acting.ts'
import { type FakeSlack, openFakeSlack } from '../../test/fakes/slack/fake-slack.ts'
import { threadIn } from '../../test/fakes/slack/world.ts'
import { systemClock as clock } from '../clock.ts'
import { posting } from './posting.ts'
import { scopes } from './scopes.ts'
import { singleWorkspace } from './single-workspace.ts'
import { threadIdOf } from './thread-id.ts'
import { openWorkspaces } from './workspaces.ts'

const logger = openLogger({
  level: 'silent',
  to: new Writable({ write: (_chunk, _encoding, done) => done() }),
})

let slack: FakeSlack
let channel: ReturnType<typeof posting>
let to: Destination
/** How many posts stand below the question. */
let shown: () => number

beforeEach(async () => {
  slack = await openFakeSlack()
  const workspace = slack.open({ teamId: 'T1', scopes })
  const people = peopleIn(slack, workspace)
  const ann = people.person('Ann')
  const room = people.room('C1', [ann])
  const { ts: threadTs } = people.write({ user: ann, room, text: 'hello' })
  const [botToken = ''] = workspace.tokens
  const { apiUrl } = slack
  const installations = singleWorkspace({ botToken, apiUrl, logger })
  const workspaces = openWorkspaces({ installations, apiUrl, clock })
  channel = posting({ workspaces, clock, stop: async () => {} })
  const threadId = threadIdOf({ teamId: 'T1', roomId: 'C1', threadTs })
  to = { threadId, turnId: 'turn-1', authorId: ann.id }
  shown = () => threadIn(room, threadTs).length - 1
})
afterEach(() => slack.close())

function deletions(): readonly string[] {
  const methods = ['chat.delete', 'chat.stopStream']
  return slack.calls.map(({ method }) => method).filter((method) => methods.includes(method))
}

it('takes away a stream that has begun', async () => {
  const { postId } = await channel.live(to)
  expect(shown()).toBe(1)
  await channel.remove(to, postId)
  expect(shown()).toBe(0)
})

it('ends a stream first, where Slack wants that', async () => {
  const { postId } = await channel.live(to)
  const refusals = [{ error: 'streaming_state_conflict' }]
  slack.trouble = ({ method }) => (method === 'chat.delete' ? (refusals.pop() ?? null) : null)
  await channel.remove(to, postId)
  expect(deletions()).toEqual(['chat.delete', 'chat.stopStream', 'chat.delete'])
  expect(shown()).toBe(0)
})

it('says so when a post may not be taken away', async () => {
  const postId = await channel.post(to, { text: 'Hello.', choices: [] }, 'turn-1/0')
  slack.trouble = ({ method }) =>
    method === 'chat.delete' ? { error: 'cant_delete_message' } : null
  await expect(channel.remove(to, postId)).rejects.toMatchObject({ code: 'invalid' })
  expect(shown()).toBe(1)
})
