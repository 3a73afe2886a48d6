import type { Check } from '../core/types.ts'
import type { Redis } from './redis.ts'

/** The line of /readyz: without Redis the hub goes on, every process for itself. */
export function readyCheck(redis: Pick<Redis, 'state'>): Check {
  if (redis.state() === 'up') return { name: 'redis', state: 'ok', detail: 'answers' }
  return {
    name: 'redis',
    state: 'warning',
    detail: 'does not answer: every process caches for itself, and background jobs wait',
    fix: 'start Redis or correct REDIS_URL; the hub finds it again by itself',
  }
}
