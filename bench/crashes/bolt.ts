import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'

import { z } from 'zod'

import type { BoltOptions } from './bolt-process.ts'
import type { Subject, SubjectOptions } from './subject.ts'

const hello = z.object({ url: z.string() })

/** Bolt alone: it acknowledges, and then answers from memory. */
export function boltSubject({ platformUrl, logTo }: SubjectOptions): Subject {
  let child: ChildProcess | null = null
  let url: string | null = null
  let lives = 0

  async function start(): Promise<string> {
    lives += 1
    const own: BoltOptions = { name: `bolt, life ${lives}`, platformUrl }
    const cache = new URL('../../bot/compile-cache.js', import.meta.url).href
    child = fork(new URL('./bolt-process.ts', import.meta.url), [JSON.stringify(own)], {
      execArgv: ['--import', cache],
      stdio: ['ignore', logTo, logTo, 'ipc'],
    })
    const [message] = await Promise.race([once(child, 'message'), endOf(child)])
    url = hello.parse(message).url
    return own.name
  }

  async function kill(): Promise<void> {
    url = null
    if (child === null || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }

  return { address: () => url, start, isDone: async () => true, kill, close: kill }
}

async function endOf(child: ChildProcess): Promise<never> {
  await once(child, 'exit')
  throw new Error('the process of Bolt did not start')
}
