import type { Drawn } from '../channels/slack/charts.ts'
import type { SlackChannel } from '../channels/slack/index.ts'
import type { Installations } from '../channels/slack/workspaces.ts'
import type { Logger } from '../core/logger.ts'
import type { PeopleStore } from '../core/people-store.ts'
import type { Personal } from '../core/personal.ts'
import type { SecretStore } from '../core/secret-store.ts'
import type { Settings } from './config.ts'
import type { RawHandler } from './gateway/serve.ts'
import {
  callbackPath,
  type ManyWorkspaces,
  readSlackSettings,
  type SlackSettings,
} from './slack-settings.ts'

/** What a channel may keep in the record. */
export interface ChannelDeps {
  /** Tokens, sealed with these keys (SECRET_KEYS). */
  readonly secrets: (keys: string) => SecretStore
  readonly people: PeopleStore
  readonly personal: Personal
}

export interface Slack {
  readonly channel: SlackChannel
  /** What it takes over HTTP, by path. */
  readonly raw: ReadonlyMap<string, RawHandler>
}

type SlackDeps = ChannelDeps & { readonly logger: Logger; readonly drawn?: Drawn }

/** The Slack channel, when its credentials are set; only then is its SDK loaded. */
export async function openSlack(settings: Settings, deps: SlackDeps): Promise<Slack | null> {
  const slack = readSlackSettings(settings)
  if (!slack) return null
  const { slackChannel } = await import('../channels/slack/index.ts')
  const { installations, pages } = await openInstallations(slack, deps)
  const { people, personal, drawn, logger } = deps
  const channel = slackChannel({ ...slack, installations, people, personal, drawn, logger })
  const { http } = channel
  const events: Route[] = http ? [['/channels/slack/events', http]] : []
  return { channel, raw: new Map([...events, ...pages]) }
}

type Route = readonly [path: string, handler: RawHandler]

interface Opened {
  readonly installations: Installations
  readonly pages: readonly Route[]
}

async function openInstallations(
  { access, apiUrl }: SlackSettings,
  deps: SlackDeps,
): Promise<Opened> {
  if (access.kind === 'many') return openMany(access, apiUrl, deps)
  const { singleWorkspace } = await import('../channels/slack/single-workspace.ts')
  const { botToken } = access
  return { installations: singleWorkspace({ botToken, apiUrl, logger: deps.logger }), pages: [] }
}

async function openMany(
  access: ManyWorkspaces,
  apiUrl: string | undefined,
  { secrets, logger }: SlackDeps,
): Promise<Opened> {
  const { installed } = await import('../channels/slack/installed.ts')
  const { installations, pages } = installed({
    ...access,
    secrets: secrets(access.secretKeys),
    apiUrl,
    logger,
  })
  const routes: Route[] = [
    ['/channels/slack/install', pages.install],
    [callbackPath, pages.callback],
  ]
  return { installations, pages: routes }
}
