import { expect, it } from 'vitest'

import { AppError } from '../../../core/errors.ts'
import { checkEmbedding } from './check.ts'
import { offlineEmbedding } from './offline.ts'

const { signal } = new AbortController()

it('says who makes the vectors', async () => {
  expect(await checkEmbedding(offlineEmbedding(), signal)).toEqual({
    name: 'embeddings',
    state: 'ok',
    detail: 'offline hashed-words-384, 384 dimensions',
  })
})

it('warns when they are not of the length they should be', async () => {
  const check = await checkEmbedding({ ...offlineEmbedding(), dimensions: 1_536 }, signal)
  expect(check).toMatchObject({ state: 'warning', detail: expect.stringContaining('not 1536') })
})

it('warns when none comes, and says what to do', async () => {
  const said = 'OpenAI refused the key. Check OPENAI_API_KEY.'
  const embed = () => Promise.reject(new AppError('unavailable', 'openai: 401', { said }))
  expect(await checkEmbedding({ ...offlineEmbedding(), embed }, signal)).toEqual({
    name: 'embeddings',
    state: 'warning',
    detail: 'openai: 401',
    fix: said,
  })
})
