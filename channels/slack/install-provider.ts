import { createHmac } from 'node:crypto'

import { InstallProvider } from '@slack/oauth'

import type { Logger } from '../../core/logger.ts'
import { clientOptions, silent } from './client.ts'
import type { Grants } from './grants.ts'
import { scopes } from './scopes.ts'

export interface InstallProviderOptions {
  readonly clientId: string
  readonly clientSecret: string
  /** Where Slack sends the browser back to. */
  readonly redirectUri: string
  readonly grants: Grants
  readonly logger: Logger
  /** Another address for the Web API. */
  readonly apiUrl?: string | undefined
}

/** Sends people to Slack, takes what they come back with, and renews tokens two hours before they expire. */
export function installProvider(options: InstallProviderOptions): InstallProvider {
  const { clientId, clientSecret, redirectUri, grants, apiUrl, logger } = options
  return new InstallProvider({
    clientId,
    clientSecret,
    stateSecret: stateSecretOf(clientSecret),
    logger: { ...silent, error: (reason: unknown) => complain(logger, reason) },
    directInstall: true,
    installUrlOptions: { scopes: [...scopes], redirectUri },
    clientOptions: clientOptions({ apiUrl }),
    installationStore: {
      storeInstallation: (grant) => grants.keep(grant),
      async fetchInstallation({ teamId = '', enterpriseId }) {
        const grant = await grants.find(teamId, enterpriseId)
        if (!grant) throw new Error('the app is not installed there')
        return grant
      },
    },
  })
}

/**
 * The SDK answers with the old token when it could not renew it, and says why only in its log. With several replicas
 * that is no failure yet: another one may have renewed it.
 */
function complain(logger: Logger, reason: unknown): void {
  logger.info({ reason: String(reason) }, 'what the installer of Slack complains of')
}

/** Signs what a browser carries to Slack and back; the same on every replica. */
function stateSecretOf(clientSecret: string): string {
  return createHmac('sha256', clientSecret).update('state of an installation').digest('hex')
}
