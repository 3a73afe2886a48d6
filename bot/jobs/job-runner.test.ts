import { Writable } from 'node:stream'

import { expect, it } from 'vitest'

import type { JobOutcome, JobRun, NewJob } from '../../core/job-store.ts'
import { openLogger } from '../../core/logger.ts'
import type { Job } from '../../core/types.ts'
import { jobEvents } from './job-events.ts'
import type { JobQueue, Work } from './job-queue.ts'
import { jobRunner } from './job-runner.ts'

/** A queue in the hands of a test: it runs what it is told to, when it is told to. */
function handQueue() {
  const asked: NewJob[] = []
  let work: Work = async () => ({ type: 'done' })
  let refusals = 0
  let onAsked = () => {}
  const queue: JobQueue = {
    async enqueue(job) {
      if (refusals-- > 0) throw new Error('no room')
      asked.push(job)
      onAsked()
    },
    start: (_names, toWork) => void (work = toWork),
    stop: async () => {},
    poisoned: async () => [],
  }
  return {
    queue,
    asked,
    refuse: (times: number) => void (refusals = times),
    accepted: () => new Promise<void>((resolve) => void (onAsked = resolve)),
    run: (run: Partial<JobRun>): Promise<JobOutcome> => {
      const { signal } = new AbortController()
      return work({ name: 'greet', key: 'key:k', payload: null, attempt: 1, ...run }, signal)
    },
  }
}

function opened(jobs: readonly Job[]) {
  const hand = handQueue()
  const lines: { msg: string; outcome?: string }[] = []
  const counted: string[] = []
  const to = new Writable({
    write(chunk, _encoding, done) {
      lines.push(JSON.parse(String(chunk)))
      done()
    },
  })
  const logger = openLogger({ level: 'info', to })
  const metrics = {
    jobEnded: (job: string, outcome: string) => void counted.push(`${job} ${outcome}`),
  }
  const runner = jobRunner({
    queue: hand.queue,
    jobs,
    events: jobEvents({ logger, metrics }),
    logger,
    retries: { attempts: 3, backoffMs: 1, longestMs: 1 },
    limitMs: 1_000,
  })
  return { ...hand, runner, lines, counted }
}

const greet: Job = { name: 'greet', run: async () => {} }
const fail: Job = { name: 'greet', run: () => Promise.reject(new Error('no luck')) }

it('does not run a job again that killed its process each time', async () => {
  const { runner, run, counted } = opened([
    { name: 'greet', run: () => Promise.reject(new Error('must not run')) },
  ])
  runner.start()
  expect(await run({ attempt: 4 })).toEqual({
    type: 'poisoned',
    failure: 'the process died each time it ran this',
  })
  expect(counted).toEqual(['greet poisoned'])
})

it('counts and logs what becomes of a job', async () => {
  const { runner, run, counted, lines } = opened([fail])
  runner.start()
  await run({ attempt: 1 })
  await run({ attempt: 3 })
  expect(counted).toEqual(['greet retry', 'greet poisoned'])
  expect(lines.map(({ msg, outcome }) => `${msg}: ${outcome}`)).toEqual([
    'job ended: retry',
    'job ended: poisoned',
  ])
})

it('plans again what could not be planned, and says so once', async () => {
  const { runner, refuse, accepted, asked, lines } = opened([greet])
  runner.schedule(greet, { everyMs: 20 })
  refuse(3)
  const planned = accepted()
  runner.start()
  await planned
  await runner.stop(0)
  expect(asked[0]).toMatchObject({ name: 'greet', key: expect.stringMatching(/^slot:20/) })
  expect(lines.map(({ msg }) => msg)).toEqual(['could not plan a job'])
})

it.each([[['Greet']], [['a:b']], [['']], [['greet', 'greet']]])(
  'refuses jobs called %j',
  (names) => {
    const jobs = names.map((name) => ({ ...greet, name }))
    expect(() => opened(jobs)).toThrow(expect.objectContaining({ code: 'bug' }))
  },
)

it('has no schedule for a job that it does not know', () => {
  const { runner } = opened([greet])
  const stranger = { ...greet, name: 'stranger' }
  expect(() => runner.schedule(stranger, { everyMs: 1_000 })).toThrow('no job is called stranger')
})
