import { expect, it } from 'vitest'

import { fakeHub } from './fake-hub.ts'

it('is healthy as long as the process answers', async () => {
  const { app, state } = fakeHub()
  state.isDraining = true
  const response = await app.request('/healthz')
  expect(response.status).toBe(200)
  expect(await response.json()).toEqual({ status: 'ok', version: '1.2.3' })
})

it('is ready when no dependency failed', async () => {
  const { app, state } = fakeHub()
  state.checks = [{ name: 'redis', state: 'off', detail: 'not configured' }]
  const response = await app.request('/readyz')
  expect(response.status).toBe(200)
  expect(await response.json()).toEqual({ status: 'ready', checks: state.checks })
})

it('is degraded, and still ready, when it can do without what is missing', async () => {
  const { app, state } = fakeHub()
  state.checks = [{ name: 'redis', state: 'warning', detail: 'does not answer' }]
  const response = await app.request('/readyz')
  expect(response.status).toBe(200)
  expect(await response.json()).toMatchObject({ status: 'degraded' })
})

it('is not ready when a dependency failed, and says which', async () => {
  const { app, state } = fakeHub()
  state.checks = [{ name: 'database', state: 'failed', detail: 'no answer' }]
  const response = await app.request('/readyz')
  expect(response.status).toBe(503)
  expect(await response.json()).toEqual({ status: 'failed', checks: state.checks })
})

it('is not ready while draining', async () => {
  const { app, state } = fakeHub()
  state.isDraining = true
  const response = await app.request('/readyz')
  expect(response.status).toBe(503)
  expect(await response.json()).toMatchObject({ status: 'draining' })
})

it('counts requests by the pattern of their route, never by their path', async () => {
  const { app } = fakeHub()
  await app.request('/api/v1/turns/0198f1c2-0000-7000-8000-000000000000')
  const response = await app.request('/metrics')
  const text = await response.text()
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
  expect(text).toContain(
    'hub_http_seconds_count{method="GET",route="/api/v1/turns/:id",status="404"} 1',
  )
  expect(text).not.toContain('0198f1c2')
})
