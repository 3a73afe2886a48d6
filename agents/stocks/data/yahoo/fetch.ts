import { AppError } from '../../../../core/errors.ts'
import { openOutbound, type Place } from '../outbound/fetch.ts'

/** More than ten years of days, or all the accounts of a company, ever take. */
const mostBytes = 8_000_000

/**
 * The only way out to Yahoo. Answers of the data hosts that carry no data become errors here, where their status
 * is known; the pages that give cookies are passed on as they are, redirects too: the library reads them.
 */
export function yahooFetch(place: Omit<Place, 'hosts'>): typeof fetch {
  const outbound = openOutbound({ ...place, hosts: ['*.yahoo.com'], mostBytes })
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input)
    const response = await outbound(url, init)
    if (isDataHost(url)) await checkData(response)
    return response
  }
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
