import type { SlackChannel } from '../channels/slack/index.ts'
import type { Installed } from '../channels/slack/installed.ts'
import type { Installations } from '../channels/slack/workspaces.ts'
import { AppError } from '../core/errors.ts'
import type { Logger } from '../core/logger.ts'
import type { Settings } from './config.ts'
import type { RawHandler } from './gateway/serve.ts'
import type { ChannelDeps } from './hub.ts'

export interface Slack {
  readonly channel: SlackChannel
  /** What it takes over HTTP, by path. */
  readonly raw: ReadonlyMap<string, RawHandler>
}

/** The Slack channel, when its credentials are set; only then is its SDK loaded. */
export async function openSlack(
  settings: Settings,
  deps: ChannelDeps & { readonly logger: Logger },
): Promise<Slack | null> {
  const signingSecret = settings['SLACK_SIGNING_SECRET']
  const appToken = settings['SLACK_APP_TOKEN']
  if (!credentials.some((name) => settings[name] !== undefined)) return null
  if (signingSecret === undefined && appToken === undefined) throw missing(ears)
  const { slackChannel } = await import('../channels/slack/index.ts')
  const { installations, pages } = await openInstallations(settings, deps)
  const apiUrl = settings['SLACK_API_URL']
  const channel = slackChannel({
    signingSecret,
    appToken,
    installations,
    apiUrl,
    logger: deps.logger,
  })
  const { http } = channel
  const events: [string, RawHandler][] = http ? [['/channels/slack/events', http]] : []
  return { channel, raw: new Map([...events, ...pages]) }
}

const credentials = [
  'SLACK_BOT_TOKEN',
  'SLACK_CLIENT_ID',
  'SLACK_CLIENT_SECRET',
  'SLACK_SIGNING_SECRET',
  'SLACK_APP_TOKEN',
]
const ears = 'SLACK_SIGNING_SECRET (events over HTTP) or SLACK_APP_TOKEN (Socket Mode)'

interface Opened {
  readonly installations: Installations
  readonly pages: readonly (readonly [string, RawHandler])[]
}

/** Many workspaces where people install the app themselves, else the one that the token opens. */
async function openInstallations(
  settings: Settings,
  { secrets, logger }: ChannelDeps & { readonly logger: Logger },
): Promise<Opened> {
  const apiUrl = settings['SLACK_API_URL']
  if (settings['SLACK_CLIENT_ID'] ?? settings['SLACK_CLIENT_SECRET']) {
    const { installed } = await import('../channels/slack/installed.ts')
    return opened(
      installed({
        clientId: needed(settings, 'SLACK_CLIENT_ID'),
        clientSecret: needed(settings, 'SLACK_CLIENT_SECRET'),
        secrets: secrets(needed(settings, 'SECRET_KEYS')),
        redirectUri: needed(settings, 'PUBLIC_URL').replace(/\/$/, '') + callbackPath,
        apiUrl,
        logger,
      }),
    )
  }
  const { singleWorkspace } = await import('../channels/slack/single-workspace.ts')
  const botToken = needed(settings, 'SLACK_BOT_TOKEN')
  return { installations: singleWorkspace({ botToken, apiUrl, logger }), pages: [] }
}

const callbackPath = '/channels/slack/oauth'

function opened({ installations, pages }: Installed): Opened {
  return {
    installations,
    pages: [
      ['/channels/slack/install', pages.install],
      [callbackPath, pages.callback],
    ],
  }
}

function needed(settings: Settings, name: string): string {
  const value = settings[name]
  if (value === undefined) throw missing(name)
  return value
}

function missing(name: string): AppError {
  const sentence = `Slack needs ${name} as well. Set it, or leave all SLACK_ variables out.`
  return new AppError('invalid', sentence, { said: sentence })
}
