import { createHmac } from 'node:crypto'

import { InstallProvider } from '@slack/oauth'

import { clientOptions } from './client.ts'
import type { Grants } from './grants.ts'
import { scopes } from './scopes.ts'

export interface InstallProviderOptions {
  readonly clientId: string
  readonly clientSecret: string
  /** Where Slack sends the browser back to. */
  readonly redirectUri: string
  readonly grants: Grants
  /** Another address for the Web API. */
  readonly apiUrl?: string | undefined
}

/** Sends people to Slack, takes what they come back with, and renews tokens two hours before they expire. */
export function installProvider(options: InstallProviderOptions): InstallProvider {
  const { clientId, clientSecret, redirectUri, grants, apiUrl } = options
  return new InstallProvider({
    clientId,
    clientSecret,
    stateSecret: stateSecretOf(clientSecret),
    logger: clientOptions({ apiUrl }).logger,
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

/** Signs what a browser carries to Slack and back; the same on every replica. */
function stateSecretOf(clientSecret: string): string {
  return createHmac('sha256', clientSecret).update('state of an installation').digest('hex')
}
