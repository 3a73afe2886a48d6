import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'

import { within } from './bounds.ts'
import { undoneAtExit } from './holdings.ts'
import type { ReplicaOptions } from './replica-options.ts'
import { report } from './replica-report.ts'
import type { Moment } from './sleep.ts'

/** A replica as the harness holds it. */
export interface Replica {
  readonly name: string
  readonly url: string
  /** False from the moment it was told to end. */
  readonly isUp: () => boolean
  /** The longest that it ever waited for Redis. */
  readonly longestRedisCallMs: () => number
  /** Ends it at once; resolves when it is gone. */
  kill(): Promise<void>
  /** Asks it to end; resolves when it has. */
  drain(): Promise<void>
  /** Resolves when it stands still, with the turn in the midst of whose call it does. */
  pause(when?: Moment): Promise<string | null>
  wake(): void
  /** Resolves when it ends, whoever ended it. */
  readonly gone: Promise<void>
}

const limitMs = 60_000

/** Resolves when it listens. What it says on standard error goes to `logTo`. */
export async function startReplica(
  options: ReplicaOptions,
  logTo: number,
  onHeard: (id: string, turnId: string) => void = () => {},
): Promise<Replica> {
  const child = begin(options, logTo)
  const gone = goneOf(child)
  let isUp = true
  let longestRedisCallMs = 0
  void gone.then(() => (isUp = false))
  const listening = Promise.withResolvers<string>()
  let pausing = Promise.withResolvers<string | null>()
  child.on('message', (message) => {
    const said = report.parse(message)
    if ('url' in said) listening.resolve(said.url)
    else if ('asleepIn' in said) pausing.resolve(said.asleepIn)
    else if ('heard' in said) onHeard(said.heard, said.turnId)
    else longestRedisCallMs = said.longestRedisCallMs
  })
  const { name } = options
  const url = await started(name, child, Promise.race([listening.promise, tooEarly(name, gone)]))
  return {
    name,
    url,
    gone,
    isUp: () => isUp,
    longestRedisCallMs: () => longestRedisCallMs,
    kill: () => end('SIGKILL'),
    drain: () => end('SIGTERM'),
    pause,
    wake: () => void child.kill('SIGCONT'),
  }

  async function pause(when: Moment = 'now'): Promise<string | null> {
    pausing = Promise.withResolvers()
    child.send(when)
    return within(limitMs, `the pause of ${name}`, pausing.promise)
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    isUp = false
    child.kill(signal)
    await within(limitMs, `the end of ${name} after ${signal}`, gone)
  }
}

function begin(options: ReplicaOptions, logTo: number): ChildProcess {
  const cache = new URL('../../bot/compile-cache.js', import.meta.url).href
  return fork(new URL('./replica.ts', import.meta.url), [JSON.stringify(options)], {
    execArgv: ['--import', cache],
    stdio: ['ignore', logTo, logTo, 'ipc'],
  })
}

/** One that does not come up is not left behind. */
async function started(name: string, child: ChildProcess, url: Promise<string>): Promise<string> {
  try {
    return await within(limitMs, `the start of ${name}`, url)
  } catch (error) {
    child.kill('SIGKILL')
    throw error
  }
}

async function tooEarly(name: string, gone: Promise<void>): Promise<never> {
  await gone
  throw new Error(`${name} ended before it listened`)
}

async function goneOf(child: ChildProcess): Promise<void> {
  const forget = undoneAtExit(() => child.kill('SIGKILL'))
  await once(child, 'exit')
  forget()
}
