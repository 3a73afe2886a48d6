import type { InstallProvider } from '@slack/oauth'

import { AppError } from '../../core/errors.ts'
import type { Logger } from '../../core/logger.ts'
import type { SecretStore } from '../../core/secret-store.ts'
import { type Clock, systemClock } from '../clock.ts'
import { type Grants, type KeptGrant, openGrants } from './grants.ts'
import { type InstallPages, installPages } from './install-pages.ts'
import { installProvider } from './install-provider.ts'
import type { Installation, Installations } from './workspaces.ts'

export interface InstalledOptions {
  readonly clientId: string
  readonly clientSecret: string
  readonly secrets: SecretStore
  /** Where Slack sends the browser back to. */
  readonly redirectUri: string
  /** Another address for the Web API. */
  readonly apiUrl?: string | undefined
  readonly logger: Logger
  readonly clock?: Clock
  /** Milliseconds since 1970. */
  readonly now?: () => number
}

export interface Installed {
  readonly installations: Installations
  readonly pages: InstallPages
}

/** How long what we know of a workspace is taken for true. */
const keepMs = 30_000

/** The app in many workspaces: people install it themselves, and what Slack gives us for that is kept sealed. */
export function installed(options: InstalledOptions): Installed {
  const { secrets, logger, clock = systemClock, now = Date.now } = options
  const grants = openGrants(secrets, now)
  const provider = installProvider({ ...options, grants })
  const renewal = { grants, provider, clock, logger, now }
  const known = new Map<string, Known>()

  function recent(teamId: string): Known['installation'] | null {
    const one = known.get(teamId)
    return one && now() - one.at < keepMs ? one.installation : null
  }

  function find(teamId: string, enterpriseId?: string): Promise<Installation | null> {
    const asked = recent(teamId)
    if (asked) return asked
    const installation = current(renewal, teamId, enterpriseId)
    known.set(teamId, { at: now(), installation })
    const forget = () => known.get(teamId)?.installation === installation && known.delete(teamId)
    installation.then((found) => found ?? forget(), forget)
    return installation
  }

  const installations: Installations = {
    find,
    has: async (teamId, enterpriseId) =>
      recent(teamId) !== null || (await grants.find(teamId, enterpriseId)) !== null,
    async replaced({ teamId, botToken }) {
      known.delete(teamId)
      const newer = await find(teamId)
      return newer?.botToken === botToken ? null : newer
    },
    async forget(departure) {
      known.clear()
      await grants.forget(departure)
      logger.info({ id: departure.id }, 'the app was uninstalled from Slack')
    },
  }
  return {
    installations,
    pages: installPages({ provider, logger, onInstalled: () => known.clear() }),
  }
}

interface Known {
  readonly at: number
  readonly installation: Promise<Installation | null>
}

interface Renewal {
  readonly grants: Grants
  readonly provider: InstallProvider
  readonly clock: Clock
  readonly logger: Logger
  readonly now: () => number
}

/** The installation with a token that holds, renewed where it is due. */
async function current(
  renewal: Renewal,
  teamId: string,
  enterpriseId?: string,
): Promise<Installation | null> {
  const grant = await renewal.grants.find(teamId, enterpriseId)
  if (!grant?.bot) return null
  const query = { teamId, enterpriseId, isEnterpriseInstall: false }
  const { botToken = grant.bot.token } = await renewal.provider.authorize(query)
  const isStuck = isDue(grant, renewal.now()) && botToken === grant.bot.token
  const token = isStuck ? await renewedElsewhere(renewal, grant, teamId) : botToken
  return { teamId, botToken: token, botUserId: grant.bot.userId, botId: grant.bot.id }
}

/** As long before its end the SDK renews a token. */
const renewBeforeSeconds = 7_200

function isDue({ bot }: KeptGrant, nowMs: number): boolean {
  return bot?.expiresAt !== undefined && bot.expiresAt - nowMs / 1_000 <= renewBeforeSeconds
}

/** How often, and after which pauses, we look whether another replica has kept a new token. */
const looksAfterMs = [0, 50, 150, 450]

/**
 * A token is renewed once: whoever comes second is refused, and finds what the first one kept. When nobody could
 * renew it, the old one serves to its end.
 */
async function renewedElsewhere(
  { grants, clock, logger, now }: Renewal,
  { bot }: KeptGrant,
  teamId: string,
): Promise<string> {
  for (const pauseMs of looksAfterMs) {
    // oxlint-disable-next-line no-await-in-loop -- it is about looking again later.
    await clock.sleep(pauseMs)
    // oxlint-disable-next-line no-await-in-loop -- nothing is looked for before its time.
    const token = (await grants.find(teamId))?.bot?.token
    if (token !== undefined && token !== bot?.token) return token
  }
  logger.warn({ teamId, expiresAt: bot?.expiresAt }, 'a token of Slack could not be renewed')
  if (!bot || (bot.expiresAt ?? 0) <= now() / 1_000) {
    throw new AppError('unavailable', `the token of ${teamId} has expired and was not renewed`)
  }
  return bot.token
}
