import { AppError } from '../core/errors.ts'
import type { Settings } from './config.ts'

/** What is set for Slack, complete. */
export interface SlackSettings {
  /** Set when events come over HTTP. */
  readonly signingSecret: string | undefined
  /** Set when they come over a socket that we open. */
  readonly appToken: string | undefined
  readonly apiUrl: string | undefined
  readonly access: OneWorkspace | ManyWorkspaces
}

interface OneWorkspace {
  readonly kind: 'one'
  readonly botToken: string
}

export interface ManyWorkspaces {
  readonly kind: 'many'
  readonly clientId: string
  readonly clientSecret: string
  readonly secretKeys: string
  readonly redirectUri: string
}

/** Where Slack sends the browser of somebody who installed the hub. */
export const callbackPath = '/channels/slack/oauth'

/** Null where nothing is set; an AppError that names what is missing where only a part is. */
export function readSlackSettings(settings: Settings): SlackSettings | null {
  if (!credentials.some((name) => settings[name] !== undefined)) return null
  const { SLACK_SIGNING_SECRET: signingSecret, SLACK_APP_TOKEN: appToken } = settings
  if (signingSecret === undefined && appToken === undefined) throw missing(ears)
  return { signingSecret, appToken, apiUrl: settings['SLACK_API_URL'], access: accessOf(settings) }
}

const credentials = [
  'SLACK_BOT_TOKEN',
  'SLACK_CLIENT_ID',
  'SLACK_CLIENT_SECRET',
  'SLACK_SIGNING_SECRET',
  'SLACK_APP_TOKEN',
]
const ears = 'SLACK_SIGNING_SECRET (events over HTTP) or SLACK_APP_TOKEN (Socket Mode)'

/** Many workspaces where people install the app themselves, else the one that the token opens. */
function accessOf(settings: Settings): SlackSettings['access'] {
  if (!(settings['SLACK_CLIENT_ID'] ?? settings['SLACK_CLIENT_SECRET'])) {
    return { kind: 'one', botToken: needed(settings, 'SLACK_BOT_TOKEN') }
  }
  return {
    kind: 'many',
    clientId: needed(settings, 'SLACK_CLIENT_ID'),
    clientSecret: needed(settings, 'SLACK_CLIENT_SECRET'),
    secretKeys: needed(settings, 'SECRET_KEYS'),
    redirectUri: needed(settings, 'PUBLIC_URL').replace(/\/$/, '') + callbackPath,
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
