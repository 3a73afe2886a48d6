import { randomBytes } from 'node:crypto'

import { z } from 'zod'

import { read } from './arguments.ts'
import type { Given } from './call.ts'
import { SlackRefusal } from './refusal.ts'
import type { Workspace } from './world.ts'

/** Installing the app: a person allows it, and the code they come back with is turned into a token once. */
export interface Installer {
  /** What a person sees at the address that the app sent their browser to; they allow it, or not. */
  authorize(address: string, choice: Choice): string
  access(given: Given): Readonly<Record<string, unknown>>
  /** Takes the app out of a workspace, or out of all workspaces of an organisation: its tokens are void. */
  remove(id: string): void
}

/** Who stands before the page. */
export interface Grant {
  readonly userId: string
  readonly teamId: string
  /** For the whole organisation of that workspace. */
  readonly isWide?: boolean
}

export type Choice = Grant | 'denied'

export interface InstallerOptions {
  readonly clientId: string
  readonly clientSecret: string
  readonly workspaces: ReadonlyMap<string, Workspace>
  /** Tokens live this long and are rotated; null: for good. */
  readonly tokenSeconds: number | null
}

interface Asked extends Grant {
  readonly redirectUri: string
  readonly scopes: readonly string[]
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
  const codes = new Map<string, Asked>()
  const refreshTokens = new Map<string, Asked>()

  return {
    authorize(address, choice) {
      const { state, ...asked } = pageAt(address, options)
      const answer =
        choice === 'denied'
          ? { error: 'access_denied' }
          : { code: kept(codes, '', { ...choice, ...asked }) }
      return `${asked.redirectUri}?${new URLSearchParams({ ...answer, state }).toString()}`
    },
    access(given) {
      const asked = read(accessArguments, given)
      if (asked.client_id !== options.clientId) throw new SlackRefusal('invalid_client_id')
      if (asked.client_secret !== options.clientSecret) throw new SlackRefusal('bad_client_secret')
      const isRenewal = asked.grant_type === 'refresh_token'
      const grant = isRenewal
        ? taken(refreshTokens, asked.refresh_token, 'invalid_refresh_token')
        : taken(codes, asked.code, 'invalid_code')
      if (!isRenewal && asked.redirect_uri !== grant.redirectUri) {
        throw new SlackRefusal('bad_redirect_uri')
      }
      const { tokenSeconds } = options
      if (tokenSeconds === null) return issued(options, grant)
      const refreshToken = kept(refreshTokens, 'xoxe-', grant)
      return { ...issued(options, grant), expires_in: tokenSeconds, refresh_token: refreshToken }
    },
    remove(id) {
      for (const workspace of options.workspaces.values()) {
        if (workspace.teamId === id || workspace.enterpriseId === id) workspace.tokens.clear()
      }
      for (const [key, grant] of refreshTokens) {
        const enterpriseId = options.workspaces.get(grant.teamId)?.enterpriseId
        if (grant.teamId === id || enterpriseId === id) refreshTokens.delete(key)
      }
    },
  }
}

/** The address is Slack's own, with everything that Slack wants to be told in it. */
function pageAt(address: string, { clientId }: InstallerOptions) {
  const { origin, pathname, searchParams } = new URL(address)
  if (`${origin}${pathname}` !== 'https://slack.com/oauth/v2/authorize') {
    throw new SlackRefusal('not_slack')
  }
  const asked = z
    .strictObject({
      client_id: z.literal(clientId),
      scope: z.string().min(1),
      redirect_uri: z.url(),
      state: z.string().min(1),
    })
    .parse(Object.fromEntries(searchParams))
  return {
    redirectUri: asked.redirect_uri,
    scopes: asked.scope.split(','),
    state: asked.state,
  }
}

/** A new token; the ones before it open nothing any longer. */
function issued({ workspaces }: InstallerOptions, { teamId, userId, scopes, isWide }: Asked) {
  const workspace = workspaces.get(teamId)
  if (!workspace) throw new SlackRefusal('team_not_found')
  const { name, enterpriseId, botUserId } = workspace
  const isIn = (one: Workspace) =>
    isWide ? one.enterpriseId === enterpriseId : one.teamId === teamId
  const token = `xoxb-${randomBytes(12).toString('hex')}`
  for (const one of [...workspaces.values()].filter(isIn)) {
    one.tokens.clear()
    one.tokens.add(token)
    one.scopes.clear()
    for (const scope of scopes) one.scopes.add(scope)
  }
  return {
    access_token: token,
    token_type: 'bot',
    scope: scopes.join(','),
    bot_user_id: botUserId,
    app_id: 'A0FAKE',
    team: isWide ? null : { id: teamId, name },
    enterprise: enterpriseId === null ? null : { id: enterpriseId, name: 'Grid' },
    authed_user: { id: userId },
    is_enterprise_install: isWide ?? false,
  }
}

function kept(grants: Map<string, Asked>, prefix: string, grant: Asked): string {
  const key = `${prefix}${randomBytes(12).toString('hex')}`
  grants.set(key, grant)
  return key
}

function taken(grants: Map<string, Asked>, key: string | undefined, complaint: string): Asked {
  const grant = grants.get(key ?? '')
  if (!grant) throw new SlackRefusal(complaint)
  grants.delete(key ?? '')
  return grant
}
