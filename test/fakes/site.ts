import { createServer } from 'node:http'

/** What a path of the site answers. */
export interface Page {
  readonly status?: number
  readonly type?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
}

export interface Visit {
  readonly path: string
  readonly userAgent: string
}

export interface Site {
  readonly url: string
  /** In the order in which they came. */
  readonly visits: readonly Visit[]
  /** From now on; a path that is not put answers 404. */
  put(path: string, page: Page | 'hang'): void
  close(): Promise<void>
}

/** A web server on 127.0.0.1 with the pages that a test gives it; `hang` never answers. */
export async function startSite(
  pages: Readonly<Record<string, Page | 'hang'>> = {},
): Promise<Site> {
  const known = new Map(Object.entries(pages))
  const visits: Visit[] = []
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    visits.push({ path, userAgent: request.headers['user-agent'] ?? '' })
    const page = known.get(path) ?? { status: 404, body: 'Not Found' }
    if (page === 'hang') return
    const { status = 200, type = 'application/json', headers = {}, body = '' } = page
    response.writeHead(status, { 'content-type': type, ...headers }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    visits,
    put: (path, page) => known.set(path, page),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
