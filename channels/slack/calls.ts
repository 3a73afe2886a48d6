import type { WebClient } from '@slack/web-api'

import { clientOf } from './client.ts'
import { slackWord, translated } from './errors.ts'
import type { Given, Installation, Installations } from './workspaces.ts'

export interface CallsDeps {
  readonly installations: Installations
  readonly apiUrl?: string | undefined
}

/** Makes one call with a workspace's token; rejects with an AppError. */
export type Call = (installation: Installation, method: string, given: Given) => Promise<Given>

/** A token may be renewed by another replica, or the app installed anew, while we still use the old one. */
export function openCalls({ installations, apiUrl }: CallsDeps): Call {
  const call = openClients(apiUrl)
  return async (installation, method, given) => {
    try {
      return await call(installation, method, given)
    } catch (error) {
      const newer = isVoid(error) ? await installations.replaced(installation) : null
      if (!newer) throw error
      return call(newer, method, given)
    }
  }
}

/** One client a workspace, for as long as its token is the same. */
function openClients(apiUrl: string | undefined): Call {
  const clients = new Map<string, { readonly token: string; readonly client: WebClient }>()

  function clientFor({ teamId, botToken: token }: Installation): WebClient {
    const kept = clients.get(teamId)
    if (kept?.token === token) return kept.client
    const client = clientOf({ token, apiUrl })
    clients.set(teamId, { token, client })
    return client
  }

  return async (installation, method, given) => {
    try {
      return { ...(await clientFor(installation).apiCall(method, { ...given })) }
    } catch (error) {
      throw translated(error, method)
    }
  }
}

/** What Slack says to a token that was good once. */
const voidWords: ReadonlySet<string | undefined> = new Set([
  'invalid_auth',
  'token_expired',
  'token_revoked',
  'account_inactive',
])

function isVoid(error: unknown): boolean {
  return voidWords.has(slackWord(error))
}
