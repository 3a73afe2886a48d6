import { App, type Receiver } from '@slack/bolt'

import type { Logger } from '../../core/logger.ts'
import { silent } from './client.ts'
import type { Interaction } from './http-receiver.ts'
import type { Installations } from './workspaces.ts'

export interface AppDeps {
  readonly installations: Installations
  readonly apiUrl?: string | undefined
  readonly logger: Logger
}

export interface SlackApp {
  /** Where listeners for commands, buttons and dialogs are added. */
  readonly bolt: App
  /** Resolves with the body of the acknowledgement once a listener has given it; rejects when one fails. */
  interact(interaction: Interaction): Promise<unknown>
}

/**
 * Bolt, for what people do besides talking. Messages do not pass through it: it acknowledges every event before
 * anybody has heard of it, and a crash in between would lose the message.
 */
export function openApp({ installations, apiUrl, logger }: AppDeps): SlackApp {
  const bolt = new App({
    receiver: noReceiver,
    logger: silent,
    convoStore: false,
    clientOptions: apiUrl === undefined ? {} : { slackApiUrl: apiUrl },
    async authorize({ teamId = '', enterpriseId }) {
      const installation = await installations.find(teamId, enterpriseId)
      if (!installation) throw new Error(`the app is not installed in ${teamId}`)
      const { botToken, botId, botUserId } = installation
      return { botToken, botId, botUserId, teamId }
    },
  })
  bolt.error((error) => {
    logger.error({ err: error }, 'an interaction on Slack failed')
    return Promise.reject(error)
  })
  return { bolt, interact: (interaction) => acknowledged(bolt, interaction) }
}

/** What nobody listens for is acknowledged too: Slack would show the person an error. */
async function acknowledged(bolt: App, interaction: Interaction): Promise<unknown> {
  let answer: unknown
  const ack = (body?: unknown) => {
    answer = body
    return Promise.resolve()
  }
  await bolt.processEvent({ body: { ...interaction }, ack })
  return answer
}

/** Requests come in through our own receivers. */
const noReceiver: Receiver = {
  init() {},
  start: () => Promise.resolve(),
  stop: () => Promise.resolve(),
}
