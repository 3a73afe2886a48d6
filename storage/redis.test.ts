import { Writable } from 'node:stream'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { openLogger } from '../core/logger.ts'
import { readyCheck } from './redis-check.ts'
import { openRedis, type Redis, type RedisState } from './redis.ts'
import { hasRedisServer, type PrivateRedis, privateRedis } from './test-redis.ts'

interface Line {
  readonly msg: string
  readonly reason?: string
}

/** Everything that was logged, and every state that was told. */
function witness() {
  const lines: Line[] = []
  const states: RedisState[] = []
  const waiting: { state: RedisState; resolve: () => void }[] = []
  const to = new Writable({
    write(chunk, _encoding, done) {
      lines.push(JSON.parse(String(chunk)))
      done()
    },
  })
  return {
    lines,
    states,
    options: {
      logger: openLogger({ level: 'info', to }),
      // Patient enough for a busy machine, and less so than the socket.
      commandLimitMs: 300,
      onState(state: RedisState) {
        states.push(state)
        for (const one of waiting) if (one.state === state) one.resolve()
      },
    },
    /** Resolves at the next change to that state. */
    next: (state: RedisState) =>
      new Promise<void>((resolve) => void waiting.push({ state, resolve })),
  }
}

it.each(['localhost:6379', 'http://:hunter2@db', 'redis'])(
  'refuses what is no URL for it, without the password: %s',
  async (url) => {
    await expect(openRedis(url, witness().options)).rejects.toMatchObject({
      code: 'invalid',
      message: 'REDIS_URL must look like redis://user:password@host:6379/0',
    })
  },
)

describe.skipIf(!hasRedisServer())('a Redis that comes and goes (needs redis-server)', () => {
  let server: PrivateRedis
  let redis: Redis | undefined

  beforeEach(async () => {
    server = await privateRedis()
  })
  afterEach(async () => {
    redis?.close()
    await server.remove()
  })

  const ping = () => redis?.call((client) => client.ping())

  it('is up when it answers, and then has a line for /readyz', async () => {
    await server.start()
    const seen = witness()
    redis = await openRedis(server.url, seen.options)
    expect(redis.state()).toBe('up')
    expect(await ping()).toBe('PONG')
    expect(readyCheck(redis)).toEqual({ name: 'redis', state: 'ok', detail: 'answers' })
    expect(seen).toMatchObject({ states: ['up'], lines: [] })
  })

  it('may be absent at the start, and is found when it comes', async () => {
    const seen = witness()
    redis = await openRedis(server.url, seen.options)
    expect(redis.state()).toBe('down')
    expect(readyCheck(redis)).toMatchObject({ name: 'redis', state: 'warning' })
    await expect(ping()).rejects.toMatchObject({ code: 'unavailable' })
    const up = seen.next('up')
    await server.start()
    await up
    expect(await ping()).toBe('PONG')
  })

  it('is down when it dies and up when it is back, with one line for each', async () => {
    await server.start()
    const seen = witness()
    redis = await openRedis(server.url, seen.options)
    redis.listen(
      'anything',
      () => {},
      () => {},
    )
    for (let outage = 1; outage <= 2; outage += 1) {
      const [down, up] = [seen.next('down'), seen.next('up')]
      await server.kill()
      await down
      await expect(ping()).rejects.toMatchObject({ code: 'unavailable' })
      await server.start()
      await up
      expect(await ping()).toBe('PONG')
    }
    expect(seen.states).toEqual(['up', 'down', 'up', 'down', 'up'])
    expect(seen.lines.map(({ msg }) => msg)).toEqual([
      'Redis does not answer, going on without it',
      'Redis answers again',
      'Redis does not answer, going on without it',
      'Redis answers again',
    ])
  })

  it('gives up on a server that says nothing, and finds it again when it speaks', async () => {
    await server.start()
    const seen = witness()
    redis = await openRedis(server.url, seen.options)
    const down = seen.next('down')
    server.freeze()
    await expect(ping()).rejects.toMatchObject({ message: 'Redis: Command timed out' })
    await down
    await expect(ping()).rejects.toMatchObject({ message: 'Redis is down' })
    const up = seen.next('up')
    server.thaw()
    await up
    expect(await ping()).toBe('PONG')
  })

  it('says once per kind what the server refuses, and stays up', async () => {
    await server.start()
    const seen = witness()
    redis = await openRedis(server.url, seen.options)
    await redis.call((client) => client.set('text', 'secret'))
    for (let time = 0; time < 3; time += 1) {
      const refused = redis.call((client) => client.lpush('text', 'hunter2'))
      await expect(refused).rejects.toMatchObject({ code: 'unavailable' })
    }
    expect(redis.state()).toBe('up')
    expect(seen.lines).toHaveLength(1)
    expect(seen.lines[0]).toMatchObject({ msg: 'Redis refused a command' })
    expect(JSON.stringify(seen.lines)).not.toContain('hunter2')
  })

  it('hears its channel again after an outage, and says that it joined', async () => {
    await server.start()
    redis = await openRedis(server.url, witness().options)
    const texts: string[] = []
    const joins: (() => void)[] = []
    let heard = () => {}
    const nextJoin = () => new Promise<void>((resolve) => void joins.push(resolve))
    const first = nextJoin()
    redis.listen(
      'news',
      (text) => {
        texts.push(text)
        heard()
      },
      () => joins.shift()?.(),
    )
    await first
    const second = nextJoin()
    await server.kill()
    await server.start()
    await second
    const arrived = new Promise<void>((resolve) => void (heard = resolve))
    const sender = await openRedis(server.url, witness().options)
    await sender.call((client) => client.publish('news', 'hello'))
    await arrived
    sender.close()
    expect(texts).toEqual(['hello'])
  })

  it('leaves quietly', async () => {
    await server.start()
    const seen = witness()
    redis = await openRedis(server.url, seen.options)
    const down = seen.next('down')
    redis.close()
    await down
    await expect(ping()).rejects.toMatchObject({ code: 'unavailable' })
    expect(seen.lines).toEqual([])
  })
})
