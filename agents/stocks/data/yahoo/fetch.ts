import { AppError } from '../../../../core/errors.ts'

/**
 * The only way out to Yahoo: to `baseUrl` when there is one, else to https://*.yahoo.com and nowhere
 * else. Answers of the data hosts that carry no data become errors here, where their status is known;
 * the pages that give cookies are passed on as they are.
 */
export function yahooFetch(baseUrl: string | undefined): typeof fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input)
    const response = await fetch(route(url, baseUrl), { ...init, redirect: 'manual' })
    if (isDataHost(url)) await checkData(response)
    return response
  }
}

function route(url: URL, baseUrl: string | undefined): URL {
  if (baseUrl !== undefined) {
    const base = new URL(baseUrl)
    return new URL(base.pathname.replace(/\/$/, '') + url.pathname + url.search, base)
  }
  const isYahoo = url.hostname === 'yahoo.com' || url.hostname.endsWith('.yahoo.com')
  if (isYahoo && url.protocol === 'https:') return url
  throw new AppError('unavailable', `led away to ${url.host}`)
}

function isDataHost(url: URL): boolean {
  return /^query\d\./.test(url.hostname)
}

async function checkData(response: Response): Promise<void> {
  const isPage = response.headers.get('content-type')?.startsWith('text/html') ?? false
  if (response.ok && !isPage) return
  if (response.ok) throw new AppError('unavailable', 'answered with a web page instead of data')
  if (response.status === 429) throw new AppError('rate_limited', 'HTTP 429')
  const text = await response.text()
  if (!isPage && isUnknown(response.status, text)) throw new AppError('not_found', reasonIn(text))
  throw new AppError('unavailable', `HTTP ${response.status}`)
}

function isUnknown(status: number, text: string): boolean {
  return status === 404 || (status < 500 && /no data found|doesn't exist|delisted/i.test(text))
}

/** Yahoo's own words, `No data found, symbol may be delisted`, where it has some. */
function reasonIn(text: string): string {
  return /"description":"([^"]{1,200})"/.exec(text)?.[1] ?? 'HTTP 404'
}
