import { createHmac } from 'node:crypto'

export const signingSecret = 'a secret of this bench alone'

/** One mention of the bot, as Slack tells of it. */
export interface SlackEvent {
  /** `m17`: what the answer names. */
  readonly name: string
  readonly id: string
  readonly body: string
}

/** Every one in a thread of its own. */
export function slackEvent(seed: number, number: number): SlackEvent {
  const name = `m${seed * 1_000 + number}`
  const id = `Ev${name}`
  const ts = `17${seed}.${String(number).padStart(6, '0')}`
  const event = {
    type: 'app_mention',
    user: 'UANN',
    text: `<@UHUB> ${name} plain`,
    ts,
    event_ts: ts,
    channel: 'CROOM',
  }
  const envelope = { type: 'event_callback', team_id: 'TTEAM', api_app_id: 'AHUB', event_id: id }
  return { name, id, body: JSON.stringify({ ...envelope, event_time: 1_700_000_000, event }) }
}

/** The mention is not part of what was said. */
export function saidIn(text: string): string {
  return text.replace(/^<@\w+> /, '')
}

/** Slack signs every delivery anew. */
export function headersOf(body: string, secret = signingSecret): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1_000))
  const hmac = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`)
  return {
    'content-type': 'application/json',
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': `v0=${hmac.digest('hex')}`,
  }
}
