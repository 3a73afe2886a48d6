import { type Installation as Grant, InstallProvider, type InstallationQuery } from '@slack/oauth'
import { z } from 'zod'

import type { SecretStore } from '../../core/secret-store.ts'
import { silent } from './client.ts'
import { scopes } from './scopes.ts'
import type { Installation, Installations } from './workspaces.ts'

export interface InstalledOptions {
  readonly clientId: string
  readonly clientSecret: string
  /** Signs the state that a browser carries to Slack and back. */
  readonly stateSecret: string
  readonly secrets: SecretStore
  readonly apiUrl?: string | undefined
  /** Where Slack sends the browser back to. */
  readonly redirectUri?: string | undefined
}

export interface Installed extends Installations {
  readonly provider: InstallProvider
  /** The app was taken out of a workspace, or a whole organisation of them. */
  forget(id: string): Promise<void>
}

/** How long what we know of a workspace is taken for true. */
const keepMs = 30_000

/** The app in many workspaces: tokens are kept sealed, and renewed by the SDK before they expire. */
export function installed(options: InstalledOptions): Installed {
  const { secrets } = options
  const known = new Map<string, { readonly at: number; readonly installation: Installation }>()
  const provider = providerOf(options, () => known.clear())

  async function ask(
    teamId: string,
    enterpriseId: string | undefined,
  ): Promise<Installation | null> {
    const query = { teamId, enterpriseId, isEnterpriseInstall: false }
    if ((await secretOf(secrets, query)) === null) return null
    const { botToken, botUserId, botId } = await provider.authorize(query)
    if (!botToken || !botUserId || !botId) return null
    return { teamId, botToken, botUserId, botId }
  }

  return {
    provider,
    async find(teamId, enterpriseId) {
      const recent = known.get(teamId)
      if (recent && Date.now() - recent.at < keepMs) return recent.installation
      const installation = await ask(teamId, enterpriseId)
      if (installation) known.set(teamId, { at: Date.now(), installation })
      else known.delete(teamId)
      return installation
    },
    async forget(id) {
      known.clear()
      await secrets.forget(keyOf(id))
    },
  }
}

function providerOf(options: InstalledOptions, onChange: () => void): InstallProvider {
  const { clientId, clientSecret, stateSecret, secrets, apiUrl, redirectUri } = options
  return new InstallProvider({
    clientId,
    clientSecret,
    stateSecret,
    logger: silent,
    directInstall: true,
    installUrlOptions: { scopes: [...scopes], ...(redirectUri ? { redirectUri } : {}) },
    clientOptions: apiUrl === undefined ? {} : { slackApiUrl: apiUrl },
    installationStore: {
      async storeInstallation(grant) {
        onChange()
        await secrets.keep(keyOf(idOf(grant)), JSON.stringify(grant))
      },
      async fetchInstallation(query) {
        const secret = await secretOf(secrets, query)
        if (secret === null) throw new Error('the app is not installed there')
        return stored.parse(JSON.parse(secret))
      },
      async deleteInstallation(query) {
        onChange()
        for (const id of idsOf(query)) await secrets.forget(keyOf(id))
      },
    },
  })
}

/** What the SDK handed over to be kept, and wants back as it was. */
const stored = z.custom<Grant<'v2'>>(
  (value) => z.looseObject({ authVersion: z.literal('v2') }).safeParse(value).success,
)

/** A workspace has its own installation, or shares that of its organisation. */
async function secretOf(
  secrets: SecretStore,
  query: InstallationQuery<boolean>,
): Promise<string | null> {
  for (const id of idsOf(query)) {
    const secret = await secrets.find(keyOf(id))
    if (secret !== null) return secret
  }
  return null
}

function idsOf({ teamId, enterpriseId }: InstallationQuery<boolean>): string[] {
  return [teamId, enterpriseId].filter((id) => id !== undefined)
}

function idOf({ isEnterpriseInstall, enterprise, team }: Grant): string {
  const id = isEnterpriseInstall ? enterprise?.id : team?.id
  if (!id) throw new Error('an installation without a workspace')
  return id
}

function keyOf(organisation: string) {
  return { channel: 'slack', organisation }
}
