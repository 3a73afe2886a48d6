import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A server of one test alone, to be stopped, frozen and started again. */
export interface PrivateRedis {
  readonly url: string
  start(): Promise<void>
  /** kill -9. */
  kill(): Promise<void>
  /** It takes connections and says nothing. */
  freeze(): void
  thaw(): void
  remove(): Promise<void>
}

const program = 'redis-server'

export function hasRedisServer(): boolean {
  return spawnSync(program, ['--version']).status === 0
}

/** Not yet started. */
export async function privateRedis(): Promise<PrivateRedis> {
  const port = await freePort()
  const folder = await mkdtemp(join(tmpdir(), 'ai-hub-redis-'))
  let server: ChildProcess | null = null

  async function start(): Promise<void> {
    const options = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--dir', folder]
    server = spawn(program, options, { stdio: ['ignore', 'pipe', 'inherit'] })
    for await (const text of server.stdout ?? []) {
      if (String(text).includes('Ready to accept connections')) return
    }
    throw new Error('redis-server did not start')
  }

  async function kill(): Promise<void> {
    if (server === null || server.exitCode !== null || server.signalCode !== null) return
    const gone = once(server, 'exit')
    server.kill('SIGKILL')
    await gone
  }

  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    kill,
    freeze: () => void server?.kill('SIGSTOP'),
    thaw: () => void server?.kill('SIGCONT'),
    remove: async () => {
      await kill()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
