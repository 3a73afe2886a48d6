import { randomBytes } from 'node:crypto'

import { z } from 'zod'

import { read } from './arguments.ts'
import type { Given } from './call.ts'
import { SlackRefusal } from './refusal.ts'
import type { Workspace } from './world.ts'

/** Installing the app: a person allows it, and the code they come back with is turned into a token once. */
export interface Installer {
  /** The code that Slack sends a browser back with, once that person has allowed the app. */
  allow(grant: Grant): string
  access(given: Given): Readonly<Record<string, unknown>>
}

export interface Grant {
  readonly teamId: string
  readonly userId: string
}

export interface InstallerOptions {
  readonly clientId: string
  readonly clientSecret: string
  readonly workspaces: ReadonlyMap<string, Workspace>
  /** Tokens live this long and are rotated; null: for good. */
  readonly tokenSeconds: number | null
}

const accessArguments = z.strictObject({
  client_id: z.string(),
  client_secret: z.string(),
  code: z.string().optional(),
  redirect_uri: z.string().optional(),
  grant_type: z.enum(['authorization_code', 'refresh_token']).optional(),
  refresh_token: z.string().optional(),
})

export function openInstaller(options: InstallerOptions): Installer {
  const codes = new Map<string, Grant>()
  const refreshTokens = new Map<string, Grant>()

  return {
    allow: (grant) => kept(codes, '', grant),
    access(given) {
      const asked = read(accessArguments, given)
      if (asked.client_id !== options.clientId) throw new SlackRefusal('invalid_client_id')
      if (asked.client_secret !== options.clientSecret) throw new SlackRefusal('bad_client_secret')
      const grant =
        asked.grant_type === 'refresh_token'
          ? taken(refreshTokens, asked.refresh_token, 'invalid_refresh_token')
          : taken(codes, asked.code, 'invalid_code')
      const { tokenSeconds } = options
      if (tokenSeconds === null) return issued(options, grant)
      const refreshToken = kept(refreshTokens, 'xoxe-', grant)
      return { ...issued(options, grant), expires_in: tokenSeconds, refresh_token: refreshToken }
    },
  }
}

/** A new token; the ones before it open nothing any longer. */
function issued({ workspaces }: InstallerOptions, grant: Grant) {
  const workspace = workspaces.get(grant.teamId)
  if (!workspace) throw new SlackRefusal('team_not_found')
  const { teamId, name, enterpriseId, botUserId, tokens, scopes } = workspace
  const token = `xoxb-${randomBytes(12).toString('hex')}`
  tokens.clear()
  tokens.add(token)
  return {
    access_token: token,
    token_type: 'bot',
    scope: [...scopes].join(','),
    bot_user_id: botUserId,
    app_id: 'A0FAKE',
    team: { id: teamId, name },
    enterprise: enterpriseId === null ? null : { id: enterpriseId, name: 'Grid' },
    authed_user: { id: grant.userId },
    is_enterprise_install: false,
  }
}

function kept(grants: Map<string, Grant>, prefix: string, grant: Grant): string {
  const key = `${prefix}${randomBytes(12).toString('hex')}`
  grants.set(key, grant)
  return key
}

function taken(grants: Map<string, Grant>, key: string | undefined, complaint: string): Grant {
  const grant = grants.get(key ?? '')
  if (!grant) throw new SlackRefusal(complaint)
  grants.delete(key ?? '')
  return grant
}
