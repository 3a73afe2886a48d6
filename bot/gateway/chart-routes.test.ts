import { expect, it } from 'vitest'

import type { Chart } from '../../core/chart.ts'
import { chartLinks } from '../charts/links.ts'
import { fakeHub, reply } from './fake-hub.ts'

const chart = (id: string): Chart => ({
  id,
  project: 'stocks',
  kind: 'price',
  title: 'AAPL: price',
  alt: 'Line chart of AAPL.',
  spec: { secret: 'of the project' },
})
const png = Buffer.from('a picture')

function hubWith(now = () => Date.parse('2026-01-05T12:00:00Z')) {
  const drawn: unknown[] = []
  const studio = {
    async png(order: unknown) {
      drawn.push(order)
      return png
    },
  }
  const hub = fakeHub({ charts: { links: chartLinks(Buffer.alloc(32, 7), { now }), studio } })
  const turn = hub.put({})
  const own = chart(`${turn.id}.0.abc`)
  hub.end(turn.id, { state: 'done', reply: { ...reply, charts: [own] } })
  const view = async () => {
    const response = await hub.app.request(`/api/v1/turns/${turn.id}`)
    const [link] = JSON.parse(await response.text()).reply.charts
    return link
  }
  return { ...hub, turn, own, drawn, view }
}

it('tells of a chart where it is to be seen, not what it is drawn from', async () => {
  const { view, own } = hubWith()
  const { light, dark, narrow, ...rest } = await view()
  expect(rest).toEqual({ id: own.id, kind: 'price', title: own.title, alt: own.alt })
  expect(light).toMatch(
    /^\/v1\/charts\/[\w.-]+\?theme=light&size=wide&expires=\d+&signature=[\w-]{43}$/,
  )
  expect(dark).toMatch(/theme=dark&size=wide/)
  expect(narrow.light).toMatch(/theme=light&size=narrow/)
  expect(narrow.dark).toMatch(/theme=dark&size=narrow/)
})

it('shows the picture at its address, in the theme and size that it was made for', async () => {
  const { app, view, drawn, own } = hubWith()
  const { dark, narrow } = await view()
  const response = await app.request(dark)
  expect(response.status).toBe(200)
  expect(Buffer.from(await response.arrayBuffer())).toEqual(png)
  expect(drawn).toMatchObject([{ chart: own, theme: 'dark', size: 'wide' }])
  await app.request(narrow.light)
  expect(drawn.at(-1)).toMatchObject({ chart: own, theme: 'light', size: 'narrow' })
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, max-age=129600, immutable',
  })
})

it('lets nobody in by another address, or by an old one', async () => {
  let now = Date.parse('2026-01-05T12:00:00Z')
  const { app, view, drawn, own } = hubWith(() => now)
  const { light } = await view()
  const wrong = [
    light.replace('light', 'dark'),
    light.replace('wide', 'narrow'),
    light.replace('&size=wide', ''),
    light.replace('wide', 'huge'),
    light.replace(/expires=(\d)/, 'expires=9$1'),
    light.replace(/.$/, (last: string) => (last === 'A' ? 'Q' : 'A')),
    light.replace('.0.', '.1.'),
    light.replace(/&signature=.*/, ''),
    `/v1/charts/${own.id}`,
    `/v1/charts/..%2F..%2Fetc?theme=light&size=wide&expires=9999999999&signature=${'A'.repeat(43)}`,
  ]
  for (const address of wrong) expect((await app.request(address)).status).toBe(403)
  now += 2 * 86_400_000
  expect((await app.request(light)).status).toBe(403)
  expect(drawn).toEqual([])
})

it('has nothing to show once the reply is gone', async () => {
  const { app, view, end, turn } = hubWith()
  const { light } = await view()
  end(turn.id, { state: 'withdrawn', reply: null })
  expect((await app.request(light)).status).toBe(404)
})
