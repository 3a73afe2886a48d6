import { expect, it } from 'vitest'

import { AppError } from '../../core/errors.ts'
import { checkModel } from './check.ts'
import { offlineModel } from './offline.ts'
import { hang, scriptedModel } from './scripted.ts'

const { signal } = new AbortController()

it('is off without a model, and says how to get one', async () => {
  const check = await checkModel(offlineModel(), signal)
  expect(check.state).toBe('off')
  expect(check.fix).toContain('OPENAI_API_KEY')
})

it('asks the model for a word', async () => {
  const model = scriptedModel(['ready'])
  const check = await checkModel(model, signal)
  expect(check).toMatchObject({ name: 'model', state: 'ok' })
  expect(check.detail).toMatch(/^scripted script answered in \d+ ms$/)
  expect(model.requests).toHaveLength(1)
})

it('says what is wrong and what to do about it', async () => {
  const said = 'OpenAI refused the key. Check OPENAI_API_KEY.'
  const model = scriptedModel([new AppError('unavailable', 'openai: 401', { said })])
  expect(await checkModel(model, signal)).toEqual({
    name: 'model',
    state: 'failed',
    detail: 'openai: 401',
    fix: said,
  })
})

it('only warns when the model is busy', async () => {
  const model = scriptedModel([new AppError('rate_limited', 'openai: 429')])
  expect((await checkModel(model, signal)).state).toBe('warning')
})

it('stops when it is told to', async () => {
  const check = await checkModel(scriptedModel([hang]), AbortSignal.abort())
  expect(check.state).toBe('failed')
})
