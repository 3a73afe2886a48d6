import { expect, it } from 'vitest'

import { fakeHub } from './fake-hub.ts'

const post = (headers: Record<string, string>, origins: readonly string[] = []) =>
  fakeHub({ origins }).app.request('http://hub.test/api/v1/threads', { method: 'POST', headers })

it('lets its own page and programs change things', async () => {
  expect((await post({})).status).toBe(201)
  expect((await post({ origin: 'http://hub.test' })).status).toBe(201)
  expect((await post({ 'sec-fetch-site': 'same-origin' })).status).toBe(201)
})

it('refuses what another site wants changed', async () => {
  expect((await post({ origin: 'http://other.test' })).status).toBe(403)
  expect((await post({ origin: 'null' })).status).toBe(403)
  expect((await post({ 'sec-fetch-site': 'cross-site' })).status).toBe(403)
})

it('knows the origin it is published under', async () => {
  const headers = { origin: 'https://hub.example', 'sec-fetch-site': 'cross-site' }
  expect((await post(headers, ['https://hub.example'])).status).toBe(201)
})

it('lets other sites read what anyone may read', async () => {
  const headers = { origin: 'http://other.test', 'sec-fetch-site': 'cross-site' }
  const response = await fakeHub().app.request('/healthz', { headers })
  expect(response.status).toBe(200)
  expect(response.headers.get('access-control-allow-origin')).toBeNull()
})

it.each(['/', '/nowhere', '/api/v1/turns/x'])('sends safe headers with %s', async (path) => {
  const { headers } = await fakeHub().app.request(path)
  const policy = headers.get('content-security-policy')
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).not.toContain('unsafe')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('referrer-policy')).toBe('no-referrer')
})
