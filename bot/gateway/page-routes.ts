import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { Hono } from 'hono'

import type { GatewayEnvironment } from './environment.ts'

const folder = join(import.meta.dirname, '../../web')

/** The page's own files are asked about each time, so that a deploy shows at once; libraries once a day. */
const own = 'no-cache'
const library = 'public, max-age=86400'

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

interface Asset {
  readonly path: string
  readonly file: string
  readonly caching: string
}

/** The chat page. Its files are few and small: they are read once, and no request names a file. */
export function pageRoutes(): Hono<GatewayEnvironment> {
  const routes = new Hono<GatewayEnvironment>()
  for (const asset of assets()) {
    const { body, headers } = read(asset)
    routes.get(asset.path, (c) => {
      if (c.req.header('if-none-match')?.includes(headers.etag)) return c.body(null, 304, headers)
      return c.body(body, 200, headers)
    })
  }
  return routes
}

function assets(): readonly Asset[] {
  const files = readdirSync(folder).filter((name) => /\.(?:css|js|svg)$/.test(name))
  return [
    { path: '/', file: join(folder, 'index.html'), caching: own },
    ...files.map((name) => ({ path: `/assets/${name}`, file: join(folder, name), caching: own })),
    ...['marked', 'dompurify'].map(vendored),
  ]
}

function vendored(name: string): Asset {
  const file = fileURLToPath(import.meta.resolve(name))
  return { path: `/assets/vendor/${name}.js`, file, caching: library }
}

function read({ file, caching }: Asset) {
  const body = readFileSync(file)
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  const type = types[extname(file)] ?? 'application/octet-stream'
  return { body, headers: { 'content-type': type, 'cache-control': caching, etag } }
}
