import { expect, it } from 'vitest'

import { fakeHub } from './fake-hub.ts'

const { app } = fakeHub()

it('serves the page, without a script or a style in it', async () => {
  const response = await app.request('/')
  const html = await response.text()
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(html).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=/)
})

it('serves everything that the page and its modules ask for', async () => {
  const seen = new Set(['/'])
  for (const path of seen) {
    const response = await app.request(path)
    expect([path, response.status]).toEqual([path, 200])
    const body = path.includes('/vendor/') ? '' : await response.text()
    const named = [...body.matchAll(/(?:src|href)="([^"#]+)"|from '([^']+)'/g)]
    for (const [, link, module = ''] of named)
      seen.add(new URL(link ?? module, `http://hub.test${path}`).pathname)
  }
  expect([...seen]).toEqual(
    expect.arrayContaining(['/assets/app.js', '/assets/style.css', '/assets/vendor/marked.js']),
  )
})

it.each([
  ['/', 'no-cache'],
  ['/assets/app.js', 'no-cache'],
  ['/assets/vendor/dompurify.js', 'public, max-age=86400'],
])('caches %s as %s and sends it once', async (path, caching) => {
  const first = await app.request(path)
  expect(first.headers.get('cache-control')).toBe(caching)
  const etag = first.headers.get('etag') ?? ''
  const again = await app.request(path, { headers: { 'if-none-match': etag } })
  expect(etag).toMatch(/^"[\w-]{22}"$/)
  expect(again.status).toBe(304)
  expect(await again.text()).toBe('')
})

it.each([
  '/assets/../package.json',
  '/assets/%2e%2e/package.json',
  '/assets/tsconfig.json',
  '/assets/',
])('answers 404 to %s', async (path) => {
  expect((await app.request(path)).status).toBe(404)
})
