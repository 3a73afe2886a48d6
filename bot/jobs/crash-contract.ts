import { fork } from 'node:child_process'
import { once } from 'node:events'

import { expect, it, onTestFinished } from 'vitest'

import type { JobRun } from '../../core/job-store.ts'
import type { JobQueue } from './job-queue.ts'

export interface CrashPlace {
  /** What test/job-process.ts needs to find the same jobs. */
  readonly address: string
  readonly prefix: string
  newQueue(leaseMs: number): JobQueue
  close(): Promise<void>
}

const leaseMs = 300

/** A process that dies with a job in its hands loses nothing, and every death counts as an attempt. */
export function crashContract(name: string, open: () => Promise<CrashPlace>): void {
  it(`a job ${name} outlives the processes that die over it`, async () => {
    const place = await open()
    const queue = place.newQueue(leaseMs)
    onTestFinished(() => place.close())
    await queue.enqueue({ name: 'greet', key: 'k', payload: 'hello', delayMs: 0 })
    expect(await killedOver(place)).toBe(1)
    expect(await killedOver(place)).toBe(2)
    const taken = Promise.withResolvers<JobRun>()
    queue.start(['greet'], async (run) => {
      taken.resolve(run)
      return { type: 'done' }
    })
    expect(await taken.promise).toMatchObject({
      name: 'greet',
      key: 'k',
      payload: 'hello',
      attempt: 3,
    })
    await queue.stop(5_000)
  })
}

/** Which attempt it was that a process took, and did not survive. */
async function killedOver({ address, prefix }: CrashPlace): Promise<unknown> {
  const args = [address, prefix, String(leaseMs)]
  const victim = fork(new URL('../../test/job-process.ts', import.meta.url), args)
  const [attempt] = await once(victim, 'message')
  const gone = once(victim, 'exit')
  victim.kill('SIGKILL')
  await gone
  return attempt
}
