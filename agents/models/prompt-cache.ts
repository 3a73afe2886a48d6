import { createHash } from 'node:crypto'

import type { ModelRequest } from '../../core/model.ts'

/**
 * Requests that begin alike go to the machine that has seen that beginning before. The key tells nothing of
 * who asks.
 */
export function promptCacheKey({ system, tools = [] }: ModelRequest) {
  if (system === '') return {}
  const beginning = JSON.stringify([tools.map(({ name }) => name), system])
  const digest = createHash('sha256').update(beginning).digest('hex')
  return { prompt_cache_key: digest.slice(0, 32) }
}
