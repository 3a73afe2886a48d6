import type { Check } from '../core/types.ts'
import { keyRing } from '../storage/sealing.ts'
import type { Settings } from './config.ts'
import { readSlackSettings, type SlackSettings } from './slack-settings.ts'

/** What `npm run doctor` says of Slack: what is set, and what Slack says to it. */
export async function checkSlack(settings: Settings): Promise<readonly Check[]> {
  const slack = readSlackSettings(settings)
  const name = 'channel slack'
  if (!slack) return [{ name, state: 'off', detail: 'not configured: docs/channels/slack.md' }]
  const [access, socket] = await Promise.all([checkAccess(slack), checkEars(slack)])
  return [{ name, state: 'ok', detail: `${heard(slack)}; ${where(slack)}` }, ...access, ...socket]
}

function heard({ appToken, signingSecret }: SlackSettings): string {
  if (appToken === undefined) return 'hears at /channels/slack/events, where Slack has to reach it'
  return signingSecret === undefined ? 'hears over a socket' : 'hears over a socket and over HTTP'
}

function where({ access }: SlackSettings): string {
  if (access.kind === 'one') return 'in one workspace'
  return `in every workspace that installs it: ${access.redirectUri.replace(/oauth$/, 'install')}`
}

async function checkAccess({ access, apiUrl }: SlackSettings): Promise<readonly Check[]> {
  const { checkClient, checkToken } = await import('../channels/slack/check.ts')
  if (access.kind === 'one') return checkToken(access.botToken, { apiUrl })
  return [keyCheck(access.secretKeys), await checkClient(access, { apiUrl })]
}

async function checkEars({ appToken, apiUrl }: SlackSettings): Promise<readonly Check[]> {
  if (appToken === undefined) return []
  const { checkSocket } = await import('../channels/slack/check.ts')
  return [await checkSocket(appToken, { apiUrl })]
}

function keyCheck(keys: string): Check {
  const [first, ...older] = keyRing(keys).keys()
  const rest = older.length === 0 ? '' : `; ${older.join(', ')} opens what is older`
  return { name: 'slack keys', state: 'ok', detail: `${first} seals${rest}` }
}
