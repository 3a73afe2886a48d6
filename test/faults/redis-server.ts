import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'

import { until, within } from './bounds.ts'
import { undoneAtExit } from './holdings.ts'
import { freePort } from './postgres-server.ts'

/** A Redis of our own. It keeps nothing on the disk. */
export interface RedisServer {
  readonly url: string
  flush(): Promise<void>
  stop(): Promise<void>
  /** Resolves when it answers. */
  start(): Promise<void>
  /** Keeps its connections and says nothing. */
  freeze(): void
  thaw(): void
}

export function hasRedis(): boolean {
  try {
    execFileSync('redis-server', ['--version'])
    return true
  } catch {
    return false
  }
}

const limitMs = 10_000

export async function openRedisServer(): Promise<RedisServer> {
  const port = await freePort()
  let server: ChildProcess | null = null
  undoneAtExit(() => server?.kill('SIGKILL'))
  await start()
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    stop,
    flush: () => say('FLUSHALL'),
    freeze: () => void server?.kill('SIGSTOP'),
    thaw: () => void server?.kill('SIGCONT'),
  }

  async function start(): Promise<void> {
    const nothingKept = ['--save', '', '--appendonly', 'no']
    const where = ['--port', String(port), '--bind', '127.0.0.1']
    server = spawn('redis-server', [...where, ...nothingKept], { stdio: 'ignore' })
    await until(answers, limitMs, 'the start of Redis')
  }

  async function stop(): Promise<void> {
    if (!server) return
    const ended = once(server, 'exit')
    server.kill('SIGKILL')
    await within(limitMs, 'the end of Redis', ended)
    server = null
  }

  async function answers(): Promise<boolean> {
    return say('PING').then(
      () => true,
      () => false,
    )
  }

  async function say(command: string): Promise<void> {
    const socket = connect(port, '127.0.0.1')
    const signal = AbortSignal.timeout(limitMs)
    try {
      await once(socket, 'connect', { signal })
      socket.write(`${command}\r\n`)
      await once(socket, 'data', { signal })
    } finally {
      socket.destroy()
    }
  }
}
