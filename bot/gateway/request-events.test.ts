import { expect, it } from 'vitest'

import { AppError } from '../../core/errors.ts'
import { fakeHub } from './fake-hub.ts'

it('logs one line per request, with the pattern of its route and the id of the request', async () => {
  const { app, logged } = fakeHub()
  await app.request('/healthz', { headers: { 'x-request-id': 'req-1' } })
  expect(logged).toHaveLength(1)
  expect(logged[0]).toMatchObject({
    msg: 'request served',
    requestId: 'req-1',
    method: 'GET',
    route: '/healthz',
    status: 200,
    tookMs: expect.any(Number),
  })
})

it('keeps a sane request id and replaces any other', async () => {
  const { app } = fakeHub()
  const idFor = async (given: string) => {
    const response = await app.request('/healthz', { headers: { 'x-request-id': given } })
    return response.headers.get('x-request-id')
  }
  expect(await idFor('req-1')).toBe('req-1')
  expect(await idFor('a b')).toMatch(/^[\da-f-]{36}$/)
  expect(await idFor('x'.repeat(101))).toMatch(/^[\da-f-]{36}$/)
})

it('answers an unknown address with a JSON error that names the request', async () => {
  const { app } = fakeHub()
  const response = await app.request('/nowhere', { headers: { 'x-request-id': 'req-1' } })
  expect(response.status).toBe(404)
  expect(await response.json()).toEqual({
    error: { code: 'not_found', message: 'There is nothing at this address.', requestId: 'req-1' },
  })
})

it('logs a bug with its stack and tells the client nothing of it', async () => {
  const ready = () => Promise.reject(new Error('secret detail'))
  const { app, logged } = fakeHub({ ready })
  const response = await app.request('/readyz')
  expect(response.status).toBe(500)
  expect(await response.text()).not.toMatch(/secret|\.ts/)
  expect(logged[0]).toMatchObject({ msg: 'request failed', err: { message: 'secret detail' } })
})

it.each([
  ['invalid', 400],
  ['forbidden', 403],
  ['not_found', 404],
  ['conflict', 409],
  ['stopped', 409],
  ['rate_limited', 429],
  ['bug', 500],
  ['unavailable', 503],
  ['timeout', 504],
] as const)('answers %s with %i', async (code, status) => {
  const { app } = fakeHub({ ready: () => Promise.reject(new AppError(code, 'for the log')) })
  const response = await app.request('/readyz')
  expect(response.status).toBe(status)
  expect(await response.json()).toMatchObject({ error: { code } })
})
