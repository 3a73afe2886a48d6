import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { parse } from 'yaml'
import { z } from 'zod'

/** What an app said of itself when it was made: what it may do, and what it is told of. */
const manifest = z.looseObject({
  features: z.looseObject({
    slash_commands: z.array(z.looseObject({ command: z.string(), url: z.string().optional() })),
    shortcuts: z.array(z.looseObject({ callback_id: z.string(), type: z.string() })),
  }),
  oauth_config: z.looseObject({
    redirect_urls: z.array(z.string()).optional(),
    scopes: z.strictObject({ bot: z.array(z.string()) }),
  }),
  settings: z.looseObject({
    event_subscriptions: z.looseObject({
      request_url: z.string().optional(),
      bot_events: z.array(z.string()),
    }),
    interactivity: z.looseObject({ request_url: z.string().optional() }),
    socket_mode_enabled: z.boolean(),
    token_rotation_enabled: z.boolean(),
  }),
})

export type Manifest = z.infer<typeof manifest>

const folder = join(import.meta.dirname, '../../../deploy/slack')

/** The manifest that people are told to paste. */
export function readManifest(name = 'manifest.yaml'): Manifest {
  return manifest.parse(parse(readFileSync(join(folder, name), 'utf8')))
}

/** What has to be granted before Slack tells of an event; null for what it tells everybody. */
const scopeOfEvent: Readonly<Record<string, string | null>> = {
  app_home_opened: null,
  app_mention: 'app_mentions:read',
  app_uninstalled: null,
  agent_session_stopped: 'assistant:write',
  assistant_thread_context_changed: 'assistant:write',
  assistant_thread_started: 'assistant:write',
  'message.channels': 'channels:history',
  'message.groups': 'groups:history',
  'message.im': 'im:history',
  'message.mpim': 'mpim:history',
  tokens_revoked: null,
}

/** Everything that this Slack could tell an app of. */
export const knownEvents: readonly string[] = Object.keys(scopeOfEvent).toSorted()

export function scopeFor(event: string): string | null {
  const scope = scopeOfEvent[event]
  if (scope === undefined) throw new Error(`this Slack knows no event ${event}`)
  return scope
}
