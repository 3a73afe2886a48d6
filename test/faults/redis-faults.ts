import { setTimeout } from 'node:timers/promises'

import type { Message } from './courier.ts'
import { type Fault, none, longestWait, type Scene } from './fault.ts'
import { talkDuring } from './people.ts'
import type { RedisServer } from './redis-server.ts'

/** What becomes of turns when the doorbell is out of order. */
export function redisFaults(goneMs: number): readonly Fault[] {
  // As in production: without the doorbell a turn is found by the next poll.
  const shared = { needs: 'redis', options: { pollEveryMs: 1_000 } } as const
  const restart = (redis: RedisServer) => redis.stop().then(redis.start)
  const away = async (redis: RedisServer) => {
    await redis.stop()
    await setTimeout(goneMs)
    await redis.start()
  }
  return [
    { ...shared, name: 'Redis FLUSHALL', runs: 3, run: during((redis) => redis.flush()) },
    { ...shared, name: 'Redis restarted', runs: 3, run: during(restart) },
    { ...shared, name: `Redis gone for ${goneMs / 1_000} s`, runs: 1, run: during(away) },
  ]
}

/** People go on talking before, during and after it. */
function during(trouble: (redis: RedisServer) => Promise<void>) {
  return async (scene: Scene) => {
    const { stage, random, redis } = scene
    if (!redis) throw new Error('this fault needs Redis')
    const messages: Message[] = []
    const threads = Array.from({ length: 10 }, () => stage.newThread())
    const work = setTimeout(300)
      .then(() => trouble(redis))
      .then(() => setTimeout(300))
    await talkDuring(work, 60, () => {
      messages.push(stage.say(threads[random.between(0, threads.length - 1)] ?? ''))
    })
    return { messages, recoveriesMs: none, note: () => longestWait(messages) }
  }
}
