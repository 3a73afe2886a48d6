import type { ZodType } from 'zod'

import { AppError } from '../../../../core/errors.ts'
import { openBreaker } from '../outbound/breaker.ts'
import { isOutage, translate } from '../outbound/errors.ts'
import { openOutbound, type Place } from '../outbound/fetch.ts'
import { openPace, type Pace } from '../outbound/pace.ts'

export interface EdgarOptions extends Omit<Place, 'hosts'> {
  /** Who asks and how to reach them: the SEC refuses those who do not say. */
  readonly userAgent: string
  /** How long one call may take, the wait for its turn left out. */
  readonly deadlineMs?: number
  readonly pace?: Pace
}

/** Fetches JSON from one of the SEC's hosts. Throws only AppError. */
export type CallEdgar = <T>(url: string, shape: ZodType<T>, signal: AbortSignal) => Promise<T>

/** The largest companies have filed some ten megabytes of facts. */
const mostBytes = 40_000_000
const outageMs = 60_000

/** The SEC asks for no more, and counts all that one address sends: so does this process. */
const secPace = openPace(10)

export function openEdgarClient(options: EdgarOptions): CallEdgar {
  const { userAgent, deadlineMs = 15_000, pace = secPace, ...place } = options
  const outbound = openOutbound({ ...place, hosts: ['data.sec.gov', 'www.sec.gov'], mostBytes })
  const breaker = openBreaker(outageMs)
  const headers = { 'user-agent': userAgent, accept: 'application/json' }

  return async (url, shape, signal) => {
    breaker.check()
    try {
      await pace(signal)
      const deadline = AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)])
      const response = await outbound(url, { headers, signal: deadline })
      return shape.parse(await jsonOf(response))
    } catch (error) {
      const known = translate(error, signal)
      if (isOutage(known) || known.code === 'rate_limited') breaker.trip(known)
      throw known
    }
  }
}

async function jsonOf(response: Response): Promise<unknown> {
  const isPage = response.headers.get('content-type')?.startsWith('text/html') ?? false
  if (response.ok && !isPage) return response.json()
  await response.body?.cancel()
  if (response.ok) throw new AppError('unavailable', 'answered with a web page instead of data')
  if (response.status === 404) throw new AppError('not_found', 'HTTP 404')
  // Who asks too often, and who does not say who they are, is answered alike.
  if (response.status === 403 || response.status === 429)
    throw new AppError('rate_limited', `HTTP ${response.status}`)
  throw new AppError('unavailable', `HTTP ${response.status}`)
}
