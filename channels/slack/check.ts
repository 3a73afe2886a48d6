import { z } from 'zod'

import { AppError } from '../../core/errors.ts'
import { openLogger } from '../../core/logger.ts'
import type { Check } from '../../core/types.ts'
import { systemClock } from '../clock.ts'
import { clientOf } from './client.ts'
import { slackWord, translated } from './errors.ts'
import { scopes } from './scopes.ts'
import { socketReceiver } from './socket-receiver.ts'

export interface CheckOptions {
  /** Another address for the Web API. */
  readonly apiUrl?: string | undefined
}

const identity = z.object({
  team: z.string(),
  user: z.string(),
  response_metadata: z.object({ scopes: z.array(z.string()).default([]) }).optional(),
})

/** Whether the token opens a workspace, and allows what we do there. */
export async function checkToken(
  botToken: string,
  { apiUrl }: CheckOptions,
): Promise<readonly Check[]> {
  const name = 'slack token'
  try {
    const answer = await clientOf({ token: botToken, apiUrl }).apiCall('auth.test')
    const { team, user, response_metadata: metadata } = identity.parse(answer)
    const token: Check = { name, state: 'ok', detail: `@${user} in ${team}` }
    return [botToken.startsWith('xoxe.') ? expiring(team) : token, scopeCheck(metadata?.scopes)]
  } catch (error) {
    return [{ name, state: 'failed', detail: reasonOf(error), fix: tokenFix(error) }]
  }
}

function expiring(team: string): Check {
  return {
    name: 'slack token',
    state: 'failed',
    detail: `opens ${team} now, and expires within 12 hours`,
    fix: 'SLACK_BOT_TOKEN is for apps without token rotation. Set SLACK_CLIENT_ID and SLACK_CLIENT_SECRET instead: docs/channels/slack.md, "Many workspaces"',
  }
}

function scopeCheck(granted: readonly string[] = []): Check {
  const name = 'slack scopes'
  const lacking = scopes.filter((scope) => !granted.includes(scope))
  if (lacking.length === 0) return { name, state: 'ok', detail: `all ${scopes.length} granted` }
  return {
    name,
    state: 'failed',
    detail: `not granted: ${lacking.join(', ')}`,
    fix: 'Paste deploy/slack/manifest.yaml at api.slack.com/apps under App Manifest, save, then Install App → Reinstall',
  }
}

function tokenFix(error: unknown): string {
  if (slackWord(error) === undefined) {
    return 'Slack could not be asked. Check the network, and SLACK_API_URL if it is set'
  }
  return 'Copy the Bot User OAuth Token (xoxb-…) from api.slack.com/apps under OAuth & Permissions into SLACK_BOT_TOKEN'
}

/** Whether a socket opens, and Slack says hello on it. */
export async function checkSocket(appToken: string, { apiUrl }: CheckOptions): Promise<Check> {
  const name = 'slack socket'
  const socket = socketReceiver({
    appToken,
    apiUrl,
    logger: openLogger({ level: 'silent' }),
    clock: systemClock,
    hear: refuse,
    interact: refuse,
  })
  try {
    await socket.start()
    await socket.stop()
    return { name, state: 'ok', detail: 'opens' }
  } catch (error) {
    return { name, state: 'failed', detail: reasonOf(error), fix: socketFix }
  }
}

const socketFix =
  'At api.slack.com/apps turn on Socket Mode, and under Basic Information → App-Level Tokens make one with connections:write for SLACK_APP_TOKEN (xapp-…)'

/** What comes while we look goes to the hub, or comes again. */
function refuse(): Promise<never> {
  return Promise.reject(new AppError('unavailable', 'only looking whether the socket opens'))
}

/** Whether Slack knows the app by that id and secret: it then complains of the code alone. */
export async function checkClient(
  { clientId, clientSecret }: { readonly clientId: string; readonly clientSecret: string },
  { apiUrl }: CheckOptions,
): Promise<Check> {
  const name = 'slack client'
  const given = { client_id: clientId, client_secret: clientSecret, code: 'none' }
  const error = await clientOf({ apiUrl })
    .apiCall('oauth.v2.access', given)
    .then(
      () => null,
      (failure: unknown) => failure,
    )
  const word = slackWord(error)
  if (word === 'invalid_code') return { name, state: 'ok', detail: 'Slack knows id and secret' }
  const fix =
    word === undefined
      ? 'Slack could not be asked. Check the network, and SLACK_API_URL if it is set'
      : 'Copy Client ID and Client Secret from api.slack.com/apps under Basic Information'
  return { name, state: 'failed', detail: reasonOf(error), fix }
}

function reasonOf(error: unknown): string {
  return translated(error, 'Slack').message
}
