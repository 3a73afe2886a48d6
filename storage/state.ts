import { memoryState } from '../core/memory-state.ts'
import type { SharedState } from '../core/shared-state.ts'
import type { Client, Redis } from './redis.ts'

/** What all replicas share through Redis; while it is down, each goes by what it knows itself. */
export function redisState(
  redis: Pick<Redis, 'call'>,
  own: SharedState = memoryState(),
): SharedState {
  /** The outage is logged where it is noticed. */
  async function ask<T>(command: (client: Client) => Promise<T>, spare: T): Promise<T> {
    return redis.call(command).catch(() => spare)
  }

  return {
    async read(keys) {
      const values = await own.read(keys)
      return ask((client) => client.mget(keys.map(named)), [...values])
    },
    async write(key, value, keepMs) {
      await own.write(key, value, keepMs)
      await ask(
        async (client) => void (await client.set(named(key), value, 'PX', keepMs)),
        undefined,
      )
    },
    async count(key, keepMs) {
      const known = await own.count(key, keepMs)
      return ask((client) => increment(client, named(key), keepMs), known)
    },
    async claim(key, keepMs) {
      const isFirst = await own.claim(key, keepMs)
      const claimed = (client: Client) => client.set(named(key), '1', 'PX', keepMs, 'NX')
      return ask(async (client) => (await claimed(client)) === 'OK', isFirst)
    },
    async forget(keys) {
      await own.forget(keys)
      await ask(async (client) => void (await client.del(keys.map(named))), undefined)
    },
  }
}

function named(key: string): string {
  return `hub:state:${key}`
}

/** In one step: a count that never ends would be one failure short of resting for good. */
async function increment(client: Client, key: string, keepMs: number): Promise<number> {
  const script = `local n = redis.call('incr', KEYS[1])
    if n == 1 then redis.call('pexpire', KEYS[1], ARGV[1]) end
    return n`
  return Number(await client.eval(script, 1, key, String(keepMs)))
}
