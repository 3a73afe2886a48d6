import type { SlackChannel } from '../channels/slack/index.ts'
import { AppError } from '../core/errors.ts'
import type { Logger } from '../core/logger.ts'
import type { Settings } from './config.ts'

/** The Slack channel, when its credentials are set; only then is its SDK loaded. */
export async function openSlack(settings: Settings, logger: Logger): Promise<SlackChannel | null> {
  const { SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: signingSecret } = settings
  const appToken = settings['SLACK_APP_TOKEN']
  const isHeard = signingSecret !== undefined || appToken !== undefined
  if (botToken === undefined && !isHeard) return null
  if (botToken === undefined) throw missing('SLACK_BOT_TOKEN')
  if (!isHeard)
    throw missing('SLACK_SIGNING_SECRET (events over HTTP) or SLACK_APP_TOKEN (Socket Mode)')
  const { slackChannel } = await import('../channels/slack/index.ts')
  const { singleWorkspace } = await import('../channels/slack/single-workspace.ts')
  const apiUrl = settings['SLACK_API_URL']
  return slackChannel({
    signingSecret,
    appToken,
    installations: singleWorkspace({ botToken, apiUrl }),
    apiUrl,
    logger,
  })
}

function missing(name: string): AppError {
  const sentence = `Slack needs ${name} as well. Set it, or leave all SLACK_ variables out.`
  return new AppError('invalid', sentence, { said: sentence })
}
