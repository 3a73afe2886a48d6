import { expect, it } from 'vitest'

import { type Account, refused, unreachable } from './errors.ts'

const account: Account = {
  provider: 'openai',
  title: 'OpenAI',
  model: 'gpt-6-luna',
  key: 'sk-0123456789',
  variables: { key: 'OPENAI_API_KEY', model: 'OPENAI_MODEL', url: 'OPENAI_BASE_URL' },
}

it('tells every reason of a broken connection', () => {
  const cause = new AggregateError([
    new Error('ECONNREFUSED ::1'),
    new Error('ECONNREFUSED 127.0.0.1'),
  ])
  const error = unreachable(new Error('Connection error.', { cause }), account)
  expect(error.code).toBe('unavailable')
  expect(error.message).toBe(
    'openai gpt-6-luna: Connection error.: ECONNREFUSED ::1: ECONNREFUSED 127.0.0.1',
  )
  expect(error.said).toContain('OPENAI_BASE_URL')
})

it('tells a connection that takes too long from one that fails', () => {
  const cause = new Error('Connect Timeout Error')
  expect(unreachable(new Error('fetch failed', { cause }), account).code).toBe('timeout')
})

it('strikes the key out of a reason', () => {
  const cause = new TypeError('"Bearer sk-0123456789" is an invalid header value.')
  const error = unreachable(new Error('fetch failed', { cause }), account)
  expect(error.message).toContain('"Bearer …" is an invalid header value.')
})

it('keeps a page of HTML out of the log', () => {
  const message = `<html>${'x'.repeat(100_000)}</html>`
  const error = refused({ status: 502, reason: '', message, retryAfter: null }, account)
  expect(error.message.length).toBeLessThan(600)
})
