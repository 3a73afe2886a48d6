import { createServer } from 'node:http'
import { Writable } from 'node:stream'

import { afterAll } from 'vitest'

import { openLogger } from '../../core/logger.ts'
import type { IncomingMessage } from '../../core/types.ts'
import { peopleIn } from '../../test/fakes/slack/acting.ts'
import { openFakeSlack } from '../../test/fakes/slack/fake-slack.ts'
import { shown } from '../../test/fakes/slack/screen.ts'
import { channelContract, type ChannelUnderTest } from '../contract.ts'
import { slackChannel } from './index.ts'
import { scopes } from './scopes.ts'
import { singleWorkspace } from './single-workspace.ts'
import { threadIdOf } from './thread-id.ts'

const closing: (() => Promise<void>)[] = []
afterAll(async () => {
  await Promise.all(closing.map((close) => close()))
})

channelContract('slack', open)

async function open(): Promise<ChannelUnderTest> {
  const slack = await openFakeSlack()
  const workspace = slack.open({
    teamId: 'T1',
    scopes,
  })
  const people = peopleIn(slack, workspace)
  const ann = people.person('Ann')
  const room = people.room('C1', [ann])
  const logger = openLogger({
    level: 'silent',
    to: new Writable({ write: (_c, _e, done) => done() }),
  })
  const [botToken = ''] = workspace.tokens
  const { botUserId } = workspace
  const { apiUrl } = slack
  const channel = slackChannel({
    signingSecret: slack.secrets.signingSecret,
    installations: singleWorkspace({ botToken, apiUrl, logger }),
    apiUrl,
    logger,
  })
  const server = createServer((request, response) => void channel.http?.(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  slack.events.url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  const said: IncomingMessage[] = []
  await channel.start({
    async receive(message) {
      said.push(message)
      return 'turn'
    },
    edit: async () => {},
    withdraw: async () => {},
    stop: async () => {},
    turn: async () => null,
    thread: async () => [],
    rate: async () => {},
    recent: async () => [],
  })
  const question = await people.say({ user: ann, room, text: `<@${botUserId}> hello there` })
  const threadTs = question.ts
  return {
    channel,
    threadId: threadIdOf({ teamId: 'T1', roomId: 'C1', threadTs }),
    async shown() {
      return room.posts
        .filter((post) => post.threadTs === threadTs && post.botId !== null && !post.isDeleted)
        .map(shown)
    },
    async say(text) {
      await people.say({ user: ann, room, text: `<@${botUserId}> ${text}`, thread: threadTs })
      const last = said.at(-1)
      if (!last) throw new Error('nothing was heard')
      return last
    },
    mentions: [
      '<!channel>',
      '<!here>',
      '<!everyone>',
      '<@U1>',
      '<!subteam^S1>',
      '@here',
      '@channel',
    ],
    close: async () => {
      server.closeAllConnections()
      server.close()
      await slack.close()
    },
  }
}
