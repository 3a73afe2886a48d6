import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout } from 'node:timers/promises'

import { freePort } from './postgres-server.ts'

/** A Redis of our own. It keeps nothing on the disk. */
export interface RedisServer {
  readonly url: string
  flush(): Promise<void>
  stop(): Promise<void>
  /** Resolves when it answers. */
  start(): Promise<void>
}

export function hasRedis(): boolean {
  try {
    execFileSync('redis-server', ['--version'])
    return true
  } catch {
    return false
  }
}

export async function openRedisServer(): Promise<RedisServer> {
  const port = await freePort()
  let server: ChildProcess | null = null
  const redis = { url: `redis://127.0.0.1:${port}`, start, stop, flush: () => say('FLUSHALL') }
  await start()
  return redis

  async function start(): Promise<void> {
    const nothingKept = ['--save', '', '--appendonly', 'no']
    const where = ['--port', String(port), '--bind', '127.0.0.1']
    server = spawn('redis-server', [...where, ...nothingKept], { stdio: 'ignore' })
    while (!(await answers())) await setTimeout(20)
  }

  async function stop(): Promise<void> {
    if (!server) return
    const ended = once(server, 'exit')
    server.kill('SIGKILL')
    await ended
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
    try {
      await once(socket, 'connect')
      socket.write(`${command}\r\n`)
      await once(socket, 'data')
    } finally {
      socket.destroy()
    }
  }
}
