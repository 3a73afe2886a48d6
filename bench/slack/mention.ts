import { createHmac, randomUUID } from 'node:crypto'

export const signingSecret = 'a secret of this bench alone'
export const teamId = 'TBENCH'

/** How many people ask, in turn. */
export const asking = 20

/** One mention of the bot with everything that Slack sends beside what we read, each in a thread of its own. */
export function mention(number: number, { room, bot }: Place): string {
  const ts = `${Math.floor(Date.now() / 1_000)}.${String(number % 1_000_000).padStart(6, '0')}`
  const words = ' How does AAPL look after its earnings, and what would change your mind about it?'
  const elements = [
    { type: 'user', user_id: bot },
    { type: 'text', text: words },
  ]
  const section = { type: 'rich_text_section', elements }
  const said = {
    user: personOf(number),
    type: 'app_mention',
    ts,
    client_msg_id: randomUUID(),
    text: `<@${bot}>${words}`,
    team: teamId,
    blocks: [{ type: 'rich_text', block_id: 'b1Xyz', elements: [section] }],
    channel: room,
    event_ts: ts,
  }
  return JSON.stringify({
    token: 'verification-token-of-old',
    team_id: teamId,
    context_team_id: teamId,
    context_enterprise_id: null,
    api_app_id: 'A0BENCH',
    event: said,
    type: 'event_callback',
    event_id: `Ev${randomUUID().replaceAll('-', '').slice(0, 12).toUpperCase()}`,
    event_time: Math.floor(Date.now() / 1_000),
    authorizations: [authorizationOf(bot)],
    is_ext_shared_channel: false,
    event_context: `4-${randomUUID()}${randomUUID()}`,
  })
}

export interface Place {
  readonly room: string
  readonly bot: string
}

export function personOf(number: number): string {
  return `UPERSON${number % asking}`
}

function authorizationOf(bot: string) {
  const where = { enterprise_id: null, team_id: teamId, is_enterprise_install: false }
  return { ...where, user_id: bot, is_bot: true }
}

/** Slack signs every delivery anew. */
export function headersOf(body: string): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1_000))
  const digest = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')
  return {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'accept-encoding': 'gzip,deflate',
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': `v0=${digest}`,
  }
}
