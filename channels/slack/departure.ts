import { z } from 'zod'

import type { Envelope } from './envelope.ts'
import type { Departure } from './grants.ts'

/** Events that end an installation, by type. */
const ends: ReadonlyMap<string, z.ZodType> = new Map<string, z.ZodType>([
  ['app_uninstalled', z.looseObject({})],
  ['tokens_revoked', z.object({ tokens: z.object({ bot: z.array(z.string()).min(1) }) })],
])

/** Which installation an event says is over; null for every other event. Tokens of people are none of ours. */
export function departureOf(envelope: Envelope): Departure | null {
  if (!ends.get(envelope.event.type)?.safeParse(envelope.event).success) return null
  const { team_id: teamId, enterprise_id: enterpriseId, is_enterprise_install: isWide } = envelope
  const id = isWide ? enterpriseId : (teamId ?? enterpriseId)
  return id ? { id, at: envelope.event_time ?? Infinity } : null
}
