import { Writable } from 'node:stream'

import { beforeEach, expect, it } from 'vitest'

import { AppError } from '../core/errors.ts'
import { openLogger } from '../core/logger.ts'
import type { RecordedPost } from '../core/turn-store.ts'
import { putRight } from './late-calls.ts'

const away = new AppError('forbidden', 'not now')
const late = { lease: { owner: 'one', threadId: 'fake:1', fence: 1 }, turnId: 'turn-1' } as const

let logged: string
let done: string[]
let recorded: () => Promise<readonly RecordedPost[]>

beforeEach(() => {
  logged = ''
  done = []
  recorded = async () => []
})

const showAgain = async () => void done.push('shown again')
const removed = async () => void done.push('removed')

async function right(remove: () => Promise<void>, again = showAgain): Promise<void> {
  const write = (line: unknown, _encoding: string, next: () => void) => {
    logged += String(line)
    next()
  }
  const logger = openLogger({ level: 'warn', to: new Writable({ write }) })
  const turns = { posts: () => recorded(), showAgain: again }
  await putRight({ turns, logger }, late, { postId: 'p2', remove })
}

it('takes away a post that nobody knows, before the answer is shown again', async () => {
  recorded = async () => [{ part: 0, postId: 'p1', shown: 'Hello.' }]
  await right(removed)
  expect(done).toEqual(['removed', 'shown again'])
  expect(logged).toContain('a post was made too late, and was taken away')
})

it('leaves a post that is recorded', async () => {
  recorded = async () => [{ part: 0, postId: 'p2', shown: 'Hello.' }]
  await right(removed)
  expect(done).toEqual(['shown again'])
  expect(logged).toBe('')
})

it('leaves a post of which it cannot know', async () => {
  recorded = () => Promise.reject(away)
  await right(removed)
  expect(done).toEqual(['shown again'])
  expect(logged).toContain('a post was made too late, and stays')
})

it('has the answer shown again though the post cannot be taken away, and says so', async () => {
  await right(() => Promise.reject(away))
  expect(done).toEqual(['shown again'])
  expect(logged).toContain('a post was made too late, and stays')
})

it('tries more than once to take it away', async () => {
  const troubles = [new AppError('rate_limited', 'HTTP 429', { retryAfterMs: 1 })]
  await right(async () => {
    const trouble = troubles.pop()
    if (trouble) throw trouble
    await removed()
  })
  expect(done).toEqual(['removed', 'shown again'])
})

it('rejects never, and says what stays', async () => {
  await right(removed, () => Promise.reject(away))
  expect(done).toEqual(['removed'])
  expect(logged).toContain('something was shown too late, and stays')
})
