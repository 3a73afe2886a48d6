import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'

import { z } from 'zod'

import type { ReplicaOptions } from './replica-options.ts'

/** A replica as the harness holds it. */
export interface Replica {
  readonly name: string
  readonly url: string
  /** False from the moment it was told to end. */
  readonly isUp: () => boolean
  /** Ends it at once; resolves when it is gone. */
  kill(): Promise<void>
  /** Asks it to end; resolves when it has. */
  drain(): Promise<void>
  pause(): void
  wake(): void
  /** Resolves when it ends, whoever ended it. */
  readonly gone: Promise<void>
}

const hello = z.object({ url: z.string() })

/** Resolves when it listens. What it says on standard error goes to `logTo`. */
export async function startReplica(options: ReplicaOptions, logTo: number): Promise<Replica> {
  const cache = new URL('../../bot/compile-cache.js', import.meta.url).href
  const child = fork(new URL('./replica.ts', import.meta.url), [JSON.stringify(options)], {
    execArgv: ['--import', cache],
    stdio: ['ignore', logTo, logTo, 'ipc'],
  })
  let isUp = true
  const gone = goneOf(child)
  void gone.then(() => (isUp = false))
  const url = await Promise.race([
    once(child, 'message').then(([message]) => hello.parse(message).url),
    gone.then(() => Promise.reject(new Error(`replica ${options.name} did not start`))),
  ])
  return {
    name: options.name,
    url,
    gone,
    isUp: () => isUp,
    kill: () => end('SIGKILL'),
    drain: () => end('SIGTERM'),
    pause: () => void child.kill('SIGSTOP'),
    wake: () => void child.kill('SIGCONT'),
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    isUp = false
    child.kill(signal)
    await gone
  }
}

async function goneOf(child: ChildProcess): Promise<void> {
  await once(child, 'exit')
}
