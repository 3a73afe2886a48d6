import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

import { type SlackChannel, slackChannel } from '../../channels/slack/index.ts'
import type { Installations } from '../../channels/slack/workspaces.ts'
import type { Inbox } from '../../core/inbox.ts'
import type { Logger } from '../../core/logger.ts'
import { secrets } from '../fakes/slack/fake-slack.ts'
import type { Intake } from './intake.ts'
import type { ReplicaOptions } from './replica-options.ts'
import { tell } from './replica-report.ts'

/** The Slack channel as the hub has it, but for a pace that does not make everybody wait. */
export function openSlackChannel(
  { name, platformUrl, editEveryMs, canFind }: ReplicaOptions,
  logger: Logger,
): SlackChannel {
  const { signingSecret } = secrets
  const installations = installedAs(name)
  const all = slackChannel({ signingSecret, installations, apiUrl: platformUrl, logger })
  const { find, ...channel } = all
  return { ...channel, ...(canFind && find && { find }), limits: { ...all.limits, editEveryMs } }
}

/** In every workspace there is, under a token by which the fake Slack tells this process from others. */
function installedAs(name: string): Installations {
  return {
    find: async (teamId) => {
      const tail = teamId.slice(1)
      return { teamId, botToken: `xoxb-${name}`, botUserId: `UB${tail}`, botId: `B${tail}` }
    },
    has: async () => true,
    replaced: async () => null,
    forget: async () => {},
  }
}

/** Where Slack tells this process of events. */
export async function openSlackIntake(channel: SlackChannel, inbox: Inbox): Promise<Intake> {
  let isOpen = true
  const take = (request: IncomingMessage, response: ServerResponse) => {
    if (isOpen) void channel.http?.(request, response)
    else response.writeHead(503).end()
  }
  await channel.start({ ...inbox, receive: (message) => received(inbox, message) })
  const server = createServer(take)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    refuse: () => void (isOpen = false),
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

/** An acknowledgement does not say which turn it is for: the harness is told before it is given. */
async function received(inbox: Inbox, message: Parameters<Inbox['receive']>[0]) {
  const turnId = await inbox.receive(message)
  if (turnId !== null) tell({ heard: message.id, turnId })
  return turnId
}
