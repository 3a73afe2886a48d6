import { z } from 'zod'

import type { Envelope } from './envelope.ts'
import type { Departure } from './grants.ts'

const uninstalled = z.object({ type: z.literal('app_uninstalled') })
const revoked = z.object({
  type: z.literal('tokens_revoked'),
  tokens: z.object({ bot: z.array(z.string()).min(1) }),
})
const over = z.union([uninstalled, revoked])

/** Which installation an event says is over; null for every other event. Tokens of people are none of ours. */
export function departureOf(envelope: Envelope): Departure | null {
  if (!over.safeParse(envelope.event).success) return null
  const { team_id: teamId, enterprise_id: enterpriseId, is_enterprise_install: isWide } = envelope
  const id = isWide ? enterpriseId : (teamId ?? enterpriseId)
  return id ? { id, at: envelope.event_time ?? Infinity } : null
}
