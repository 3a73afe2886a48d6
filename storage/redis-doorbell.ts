import { randomUUID } from 'node:crypto'

import type { Doorbell } from '../core/turn-store.ts'
import type { TurnId } from '../core/types.ts'
import type { Redis } from './redis.ts'

/**
 * Rings in this process at once, through the local doorbell, and in every other one through Redis. While
 * Redis is down only this process hears; afterwards everybody is rung, for what they missed.
 */
export function redisDoorbell(
  redis: Pick<Redis, 'call' | 'listen'>,
  local: Doorbell,
  channel = 'hub:doorbell',
): Doorbell {
  const self = randomUUID()
  redis.listen(
    channel,
    (text) => {
      const [from, changed] = text.split(' ')
      if (from !== self) void local.ring(changed)
    },
    () => void local.ring(),
  )

  async function ring(changed?: TurnId): Promise<void> {
    await local.ring(changed)
    const text = changed === undefined ? self : `${self} ${changed}`
    // The outage is logged where it is noticed; runners poll, so that a lost ring costs time alone.
    await redis.call((client) => client.publish(channel, text)).catch(() => {})
  }

  return { ring, listen: (onRing) => local.listen(onRing) }
}
