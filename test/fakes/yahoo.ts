import { createServer, type Server, type ServerResponse } from 'node:http'

/** What one route answers instead of its data. */
export interface Answer {
  readonly status?: number
  readonly type?: string
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
}

export type YahooRoute = 'chart' | 'accounts' | 'profile' | 'search' | 'cookie' | 'crumb'

/** A company as Yahoo's answers describe it; a part that is absent is one that Yahoo does not have. */
export interface YahooCompany {
  /** `chart.result[0]`. */
  readonly chart?: unknown
  /** `{ TotalRevenue: { '2025-09-30': 416e9 } }` */
  readonly accounts?: Readonly<Record<string, Readonly<Record<string, number>>>>
  /** Modules of `quoteSummary.result[0]`. */
  readonly profile?: Readonly<Record<string, unknown>>
  readonly news?: readonly unknown[]
}

export interface FakeYahoo {
  readonly url: string
  /** Routes that were asked, in order. */
  readonly asked: readonly YahooRoute[]
  /** What a client did that the real service would not have understood. */
  readonly complaints: readonly string[]
  /** Answers this route so from now on, never when `hang`. */
  answer(route: YahooRoute, answer: Answer | 'hang'): void
  /** The crumb that was given out is worth nothing any more. */
  expireCrumb(): void
  close(): Promise<void>
}

/** Yahoo Finance on 127.0.0.1, as strict as the real one and as far as we use it. */
export async function startYahoo(companies: Companies): Promise<FakeYahoo> {
  const asked: YahooRoute[] = []
  const complaints: string[] = []
  const instead = new Map<YahooRoute, Answer | 'hang'>()
  let crumb = 'crumb.1'

  const server = createServer((request, response) => {
    const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://yahoo')
    const path = decodeURIComponent(pathname).split('/').slice(1)
    const route = routeOf(path)
    if (route === null || request.method !== 'GET' || !request.headers['user-agent']) {
      complaints.push(`${request.method} ${pathname}`)
      return send(response, failed('finance', 404, 'Not Found'))
    }
    asked.push(route)
    const { cookie = '' } = request.headers
    const answer = instead.get(route) ?? routes[route]({ path, query, cookie, crumb, companies })
    if (answer !== 'hang') send(response, answer)
  })

  return {
    url: await listen(server),
    asked,
    complaints,
    answer: (route, answer) => instead.set(route, answer),
    expireCrumb: () => {
      crumb = `${crumb}1`
    },
    close: () => close(server),
  }
}

type Companies = Readonly<Record<string, YahooCompany>>

interface Exchange {
  readonly path: readonly string[]
  readonly query: URLSearchParams
  readonly cookie: string
  readonly crumb: string
  readonly companies: Companies
}

const routes: Readonly<Record<YahooRoute, (exchange: Exchange) => Answer>> = {
  chart({ path, query, companies }) {
    if (Number(query.get('period1')) >= Number(query.get('period2'))) return badRequest('chart')
    if (query.get('interval') !== '1d') return badRequest('chart')
    const chart = companies[path[3] ?? '']?.chart
    if (chart === undefined) return failed('chart', 404, 'No data found, symbol may be delisted')
    return json({ chart: { result: [chart], error: null } })
  },
  accounts({ path, query, companies }) {
    const types = query.get('type')?.split(',') ?? []
    if (types.length === 0 || !query.has('period1') || !query.has('period2'))
      return badRequest('timeseries')
    const accounts = companies[path[5] ?? '']?.accounts ?? {}
    return json({
      timeseries: { result: types.map((type) => series(type, accounts)), error: null },
    })
  },
  profile({ path, query, cookie, crumb, companies }) {
    if (!cookie.includes('A3=cookie') || query.get('crumb') !== crumb)
      return failed('finance', 401, 'Invalid Crumb')
    const profile = companies[path[3] ?? '']?.profile
    if (profile === undefined) return failed('quoteSummary', 404, 'Quote not found for symbol')
    const modules = query.get('modules')?.split(',') ?? []
    const shown = modules.map((name) => [name, profile[name]])
    return json({ quoteSummary: { result: [Object.fromEntries(shown)], error: null } })
  },
  search({ query, companies }) {
    const symbol = query.get('q') ?? ''
    if (symbol === '') return badRequest('finance')
    const company = companies[symbol]
    const quotes = company === undefined ? [] : [{ symbol, isYahooFinance: true }]
    return json({ explains: [], count: quotes.length, quotes, news: company?.news ?? [] })
  },
  cookie: () => ({
    type: 'text/html; charset=utf-8',
    body: '<!doctype html><title>Apple</title>',
    headers: { 'set-cookie': 'A3=cookie; Max-Age=31557600; Domain=.yahoo.com; Path=/; Secure' },
  }),
  crumb({ cookie, crumb }) {
    if (!cookie.includes('A3=cookie')) return failed('finance', 401, 'Invalid Cookie')
    return { type: 'text/plain', body: crumb }
  },
}

function routeOf(path: readonly string[]): YahooRoute | null {
  const text = path.join('/')
  if (/^v8\/finance\/chart\/[^/]+$/.test(text)) return 'chart'
  if (/^ws\/fundamentals-timeseries\/v1\/finance\/timeseries\/[^/]+$/.test(text)) return 'accounts'
  if (/^v10\/finance\/quoteSummary\/[^/]+$/.test(text)) return 'profile'
  if (text === 'v1/finance/search') return 'search'
  if (text === 'quote/AAPL') return 'cookie'
  return text === 'v1/test/getcrumb' ? 'crumb' : null
}

/** The order of the keys matters to the library: it takes the third one for the figures. */
function series(type: string, accounts: NonNullable<YahooCompany['accounts']>): unknown {
  const meta = { symbol: ['X'], type: [type] }
  const figures = Object.entries(accounts[type.replace('annual', '')] ?? {})
  if (figures.length === 0) return { meta }
  const values = figures.map(([asOfDate, raw]) => ({
    asOfDate,
    periodType: '12M',
    currencyCode: 'USD',
    reportedValue: { raw, fmt: String(raw) },
  }))
  return { meta, timestamp: figures.map(([day]) => Date.parse(day) / 1000), [type]: values }
}

function json(value: unknown, status = 200): Answer {
  return { status, type: 'application/json;charset=utf-8', body: JSON.stringify(value) }
}

function failed(root: string, status: number, description: string): Answer {
  const code = status === 401 ? 'Unauthorized' : status === 404 ? 'Not Found' : 'Bad Request'
  return json({ [root]: { result: null, error: { code, description } } }, status)
}

function badRequest(root: string): Answer {
  return failed(root, 400, 'Invalid input')
}

function send(response: ServerResponse, answer: Answer): void {
  const { status = 200, type = 'text/plain', body = '', headers = {} } = answer
  response.writeHead(status, { 'content-type': type, ...headers }).end(body)
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port')
  return `http://127.0.0.1:${address.port}`
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}
