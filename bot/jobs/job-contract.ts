import { describe, expect, it } from 'vitest'
import { z } from 'zod'

import type { NewJob } from '../../core/job-store.ts'
import {
  type Call,
  type JobPlace,
  quiet,
  recorded,
  settling,
  stage,
  type Stage,
} from './job-stage.ts'

/** What projects rely on in every kind of job queue. `open` gives a place that nobody uses, in any run. */
export function jobContract(name: string, open: () => Promise<JobPlace>): void {
  describe(`jobs ${name}`, () => {
    const at = stage(open)
    running(at)
    queued(at)
    failing(at)
    leaving(at)
    planning(at)
  })
}

function running(at: Stage): void {
  it.each([{ symbol: 'AAPL', days: [1, 2] }, 'text', 7, null, [], { __proto__: 'x' }])(
    'runs a job with its payload (%#)',
    async (payload) => {
      const job = recorded('greet')
      const runner = at.runner([job])
      runner.start()
      await runner.enqueue(job, payload)
      await job.begun(1)
      expect(job.calls[0]?.payload).toEqual(payload)
    },
  )

  it('runs a job once for each key, however often and whenever it is asked for', async () => {
    const [job, last] = [recorded('greet'), recorded('last')]
    const [one, two] = [at.runner([job, last]), at.runner([job, last])]
    const ask = (key: string) => one.enqueue(job, key, { key })
    await Promise.all([
      ask('a:b'),
      ask('a:b'),
      ask('1'),
      ask('a:b'),
      two.enqueue(job, 'x', { key: '1' }),
    ])
    one.start()
    two.start()
    await job.begun(2)
    await quiet(one, last)
    await Promise.all([ask('a:b'), ask('1')])
    await quiet(one, last)
    expect(job.calls).toHaveLength(2)
  })

  it('runs a job each time it is asked for without a key', async () => {
    const job = recorded('greet')
    const runner = at.runner([job])
    runner.start()
    await Promise.all([runner.enqueue(job, 1), runner.enqueue(job, 1), runner.enqueue(job, 1)])
    await job.begun(3)
    expect(job.calls).toHaveLength(3)
  })
}

function queued(at: Stage): void {
  it('keeps what was asked for while nobody was there to run it', async () => {
    const job = recorded('greet')
    await at.runner([job]).enqueue(job, 'hello')
    at.runner([job]).start()
    await job.begun(1)
    expect(job.calls[0]?.payload).toBe('hello')
  })

  it('lets a delayed job wait, and others go before it', async () => {
    const job = recorded('greet')
    const runner = at.runner([job])
    await runner.enqueue(job, 'never', { delayMs: 60_000 })
    await runner.enqueue(job, 'later', { delayMs: 300 })
    await runner.enqueue(job, 'now')
    runner.start()
    await job.begun(2)
    expect(job.calls.map(({ payload }) => payload)).toEqual(['now', 'later'])
  })

  it('leaves jobs that it does not know to those who do', async () => {
    const [known, unknown] = [recorded('known'), recorded('unknown')]
    const [old, young] = [at.runner([known]), at.runner([known, unknown])]
    old.start()
    await young.enqueue(unknown, null)
    await quiet(old, known)
    expect(unknown.calls).toHaveLength(0)
    young.start()
    await unknown.begun(1)
    await expect(old.enqueue(unknown, null)).rejects.toMatchObject({ code: 'bug' })
  })
}

function failing(at: Stage): void {
  it('tries again after a failure, with the same payload', async () => {
    const job = recorded('greet', async (_call, count) => {
      if (count < 3) throw new Error('no luck')
    })
    const runner = at.runner([job])
    runner.start()
    await runner.enqueue(job, 'hello')
    await job.begun(3)
    expect(job.calls.map(({ payload }) => payload)).toEqual(['hello', 'hello', 'hello'])
    expect(await runner.poisoned(10)).toEqual([])
  })

  it('gives up after the last attempt, keeps the job with its reason, and goes on with others', async () => {
    const job = recorded('greet', async ({ payload }) => {
      if (payload === 'bad') throw new Error('no luck')
    })
    const last = recorded('last')
    const settled = settling()
    const runner = at.runner([job, last], { events: settled.events })
    runner.start()
    await runner.enqueue(job, 'bad', { key: 'k' })
    await settled.poisoned
    await runner.enqueue(job, 'bad', { key: 'k' })
    await runner.enqueue(job, 'good')
    await job.begun(4)
    await quiet(runner, last)
    expect(job.calls.map(({ payload }) => payload)).toEqual(['bad', 'bad', 'bad', 'good'])
    await runner.stop(1_000)
    expect(await runner.poisoned(10)).toEqual([
      {
        name: 'greet',
        key: 'key:k',
        payload: 'bad',
        attempt: 3,
        failure: 'no luck',
        endedAt: expect.any(Date),
      },
    ])
  })

  it('ends a run that takes too long, as a failure', async () => {
    const job = recorded('greet', () => new Promise(() => {}))
    const settled = settling()
    const runner = at.runner([job], { limitMs: 20, events: settled.events })
    runner.start()
    await runner.enqueue(job, null)
    await settled.poisoned
    expect(job.calls).toHaveLength(3)
    expect(job.calls.every(({ signal }) => signal.aborted)).toBe(true)
  })
}

function leaving(at: Stage): void {
  it('lets a running job end before it leaves, and runs it no second time', async () => {
    const gate = Promise.withResolvers<void>()
    const [job, last] = [recorded('greet', () => gate.promise), recorded('last')]
    const [one, two] = [at.runner([job, last]), at.runner([job, last])]
    one.start()
    await one.enqueue(job, null)
    await job.begun(1)
    const stopped = one.stop(10_000)
    gate.resolve()
    await stopped
    two.start()
    await quiet(two, last)
    expect(job.calls).toHaveLength(1)
    expect(job.calls[0]?.signal.aborted).toBe(false)
  })

  it('hands over what does not end in time, as if it had not been begun', async () => {
    const endless = recorded('greet', () => new Promise(() => {}))
    const one = at.runner([endless])
    one.start()
    await one.enqueue(endless, 'hello')
    await endless.begun(1)
    await one.stop(0)
    expect(endless.calls[0]?.signal.aborted).toBe(true)

    const attempts: number[] = []
    const job = recorded('greet')
    const events = {
      ended: ({ attempt }: { readonly attempt: number }) => void attempts.push(attempt),
      skipped() {},
    }
    const last = recorded('last')
    const two = at.runner([job, last], { events })
    two.start()
    await job.begun(1)
    await quiet(two, last)
    expect(job.calls[0]?.payload).toBe('hello')
    expect(attempts).toContain(1)
    expect(attempts).not.toContain(2)
  })

  it('takes nothing new once it has left', async () => {
    const job = recorded('greet')
    const [one, two] = [at.runner([job]), at.runner([job])]
    one.start()
    await one.stop(1_000)
    await one.enqueue(job, 'hello')
    expect(job.calls).toHaveLength(0)
    two.start()
    await job.begun(1)
  })
}

const planned = z.object({ scheduledFor: z.iso.datetime() })

function momentOf({ payload }: Call): number {
  return Date.parse(planned.parse(payload).scheduledFor)
}

function plannedFor(moment: string): NewJob {
  return { name: 'tick', key: `slot:${moment}`, payload: { scheduledFor: moment }, delayMs: 0 }
}

function planning(at: Stage): void {
  it('runs a scheduled job at its moments, once for all replicas', async () => {
    const job = recorded('tick')
    const [one, two] = [at.runner([job]), at.runner([job])]
    for (const runner of [one, two]) {
      runner.schedule(job, { everyMs: 100 })
      runner.start()
    }
    await job.begun(4)
    const moments = job.calls.map(momentOf)
    expect(new Set(moments).size).toBe(moments.length)
    expect(moments.every((moment) => moment % 100 === 0)).toBe(true)
  })

  it('runs a job when a cron expression says so', async () => {
    const job = recorded('tick')
    const runner = at.runner([job])
    runner.schedule(job, { cron: '* * * * * *' })
    runner.start()
    await job.begun(1)
    expect(job.calls.map(momentOf)[0]).toSatisfy((moment: number) => moment % 1_000 === 0)
  })

  it('makes up for a moment that nobody was there for', async () => {
    const job = recorded('tick')
    await at.enqueue(plannedFor('2026-01-01T08:00:00.000Z'))
    const runner = at.runner([job])
    runner.schedule(job, { cron: '0 8 * * *' })
    runner.start()
    await job.begun(1)
    expect(job.calls[0]?.payload).toEqual({ scheduledFor: '2026-01-01T08:00:00.000Z' })
  })

  it.each([[{ cron: '0 9 * * *' }], [null]])(
    'skips a moment that no schedule asks for any more, now %j',
    async (when) => {
      const [job, skipped] = [recorded('tick'), Promise.withResolvers<void>()]
      await at.enqueue(plannedFor('2026-01-01T08:00:00.000Z'))
      const runner = at.runner([job], { events: { ended() {}, skipped: () => skipped.resolve() } })
      if (when !== null) runner.schedule(job, when)
      runner.start()
      await skipped.promise
      expect(job.calls).toHaveLength(0)
    },
  )

  it('refuses a schedule that never comes', () => {
    const job = recorded('tick')
    const runner = at.runner([job])
    for (const when of [{ everyMs: 0 }, { everyMs: 1.5 }, { cron: 'soon' }])
      expect(() => runner.schedule(job, when)).toThrow(/job/)
  })
}
