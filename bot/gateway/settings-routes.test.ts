import { expect, it } from 'vitest'

import { usualSettings } from '../../core/settings.ts'
import { fakeHub } from './fake-hub.ts'

const path = '/api/v1/settings'
const ann = { cookie: `hub_visitor=${'A'.repeat(22)}` }
const bob = { cookie: `hub_visitor=${'B'.repeat(22)}` }

function put(body: unknown, who: Readonly<Record<string, string>> = ann) {
  const headers = { ...who, 'content-type': 'application/json' }
  return { method: 'PUT', headers, body: JSON.stringify(body) }
}

it('are as usual for whoever has chosen nothing, and nobody is made known for asking', async () => {
  const { app } = fakeHub()
  const response = await app.request(path)
  expect(await response.json()).toEqual(usualSettings)
  expect(response.headers.get('set-cookie')).toBeNull()
  expect(await (await app.request(path, { headers: ann })).json()).toEqual(usualSettings)
})

it('are kept as a whole, for that visitor alone', async () => {
  const { app } = fakeHub()
  const chosen = { answers: 'long', charts: 'none', market: 'us' }
  const kept = await app.request(path, put(chosen))
  expect([kept.status, await kept.json()]).toEqual([200, chosen])
  expect(await (await app.request(path, { headers: ann })).json()).toEqual(chosen)
  expect(await (await app.request(path, { headers: bob })).json()).toEqual(usualSettings)
  const fewer = await app.request(path, put({ charts: 'dark' }))
  expect(await fewer.json()).toEqual({ ...usualSettings, charts: 'dark' })
})

it.each([
  [{ charts: 'purple' }, 400, 'Charts can be light, dark or none.'],
  [{ hat: 'red' }, 400, 'The settings are answers, charts and market.'],
  [['long'], 400, expect.stringContaining('expected record')],
])('are refused with what can be chosen: %j', async (body, status, message) => {
  const { app } = fakeHub()
  const response = await app.request(path, put(body))
  expect(response.status).toBe(status)
  expect(await response.json()).toMatchObject({ error: { code: 'invalid', message } })
  expect(await (await app.request(path, { headers: ann })).json()).toEqual(usualSettings)
})

it('are not put from a page of somebody else', async () => {
  const { app } = fakeHub()
  const { headers, ...rest } = put({ charts: 'dark' })
  const from = { ...headers, origin: 'https://evil.example' }
  const response = await app.request(path, { ...rest, headers: from })
  expect(response.status).toBe(403)
})
