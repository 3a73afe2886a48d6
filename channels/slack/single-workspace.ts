import { z } from 'zod'

import type { Logger } from '../../core/logger.ts'
import { clientOf } from './client.ts'
import type { Installation, Installations } from './workspaces.ts'

export interface SingleWorkspaceOptions {
  readonly botToken: string
  readonly apiUrl?: string | undefined
  readonly logger: Logger
}

const identity = z.object({ team_id: z.string(), user_id: z.string(), bot_id: z.string() })

/** The one workspace that a token opens. Slack is asked whose it is when the first event comes. */
export function singleWorkspace({
  botToken,
  apiUrl,
  logger,
}: SingleWorkspaceOptions): Installations {
  let asked: Promise<Installation> | undefined

  async function ask(): Promise<Installation> {
    const own = identity.parse(await clientOf({ token: botToken, apiUrl }).apiCall('auth.test'))
    return { teamId: own.team_id, botToken, botUserId: own.user_id, botId: own.bot_id }
  }

  async function find(teamId: string): Promise<Installation | null> {
    asked ??= ask()
    try {
      const installation = await asked
      return installation.teamId === teamId ? installation : null
    } catch (error) {
      asked = undefined
      throw error
    }
  }

  return {
    find,
    has: async (teamId) => (await find(teamId)) !== null,
    // The token is in the environment, and only whoever runs the hub can change that.
    replaced: async () => null,
    forget: async ({ id }) =>
      logger.warn({ id }, 'the app was uninstalled; SLACK_BOT_TOKEN is void'),
  }
}
