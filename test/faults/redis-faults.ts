import { setTimeout } from 'node:timers/promises'

import type { Message } from './courier.ts'
import { acknowledgements, type Fault, none, type Scene } from './fault.ts'
import { talkDuring } from './people.ts'
import type { RedisServer } from './redis-server.ts'

/** What becomes of turns when the doorbell is out of order. */
export function redisFaults(goneMs: number): readonly Fault[] {
  const gone = `Redis gone for ${goneMs / 1_000} s`
  const lastsMs = goneMs + 60_000
  const alone = { needs: 'redis', isAlone: true } as const
  return [
    { ...alone, name: 'Redis FLUSHALL', runs: 10, run: during((redis) => redis.flush()) },
    { ...alone, name: 'Redis restarted', runs: 10, run: during(restart) },
    { ...alone, name: 'Redis frozen for 2 s', runs: 3, run: during(freeze) },
    { ...alone, name: gone, runs: 1, lastsMs, run: during((redis) => away(redis, goneMs)) },
  ]
}

async function restart(redis: RedisServer): Promise<void> {
  await redis.stop()
  await redis.start()
}

/** It takes connections and says nothing. */
async function freeze(redis: RedisServer): Promise<void> {
  redis.freeze()
  await setTimeout(2_000)
  redis.thaw()
}

async function away(redis: RedisServer, goneMs: number): Promise<void> {
  await redis.stop()
  await setTimeout(goneMs)
  await redis.start()
}

/** People go on talking before, during and after it. */
function during(trouble: (redis: RedisServer) => Promise<void>) {
  return async (scene: Scene) => {
    const { stage, random, redis } = scene
    if (!redis) throw new Error('this fault needs Redis')
    const messages: Message[] = []
    const threads = Array.from({ length: 10 }, () => stage.newThread())
    const work = setTimeout(200)
      .then(() => trouble(redis))
      .then(() => setTimeout(200))
    await talkDuring(work, 60, () => {
      messages.push(stage.say(threads[random.between(0, threads.length - 1)] ?? ''))
    })
    const measures = () => [longestCall(scene), ...acknowledgements(messages)]
    return { messages, recoveriesMs: none, measures }
  }
}

function longestCall({ stage }: Scene) {
  const longest = stage.replicas().map((replica) => replica.longestRedisCallMs())
  return { what: 'longest call of Redis', ms: Math.max(...longest), wantedMs: 100 }
}
