import type YahooFinance from 'yahoo-finance2'

import type { AppError } from '../../../../core/errors.ts'
import type { SourceRequest } from '../../types.ts'
import { openBreaker } from '../outbound/breaker.ts'
import { isOutage, translate } from '../outbound/errors.ts'
import type { Place } from '../outbound/fetch.ts'
import { openPace, type Pace } from '../outbound/pace.ts'
import { isSymbol, unknownSymbol } from '../symbol.ts'
import { yahooFetch } from './fetch.ts'

export interface YahooOptions extends Omit<Place, 'hosts'> {
  /** How long one call may take, the wait for its turn left out. */
  readonly deadlineMs?: number
  readonly pace?: Pace
}

export type Library = InstanceType<typeof YahooFinance>

/** What every call hands to the library: nothing is validated there, for it is parsed at our edge. */
export interface CallOptions {
  readonly validateResult: false
  readonly fetchOptions: { readonly signal: AbortSignal }
}

/** Runs `work` with the library, under a deadline and the asker's signal. Throws only AppError. */
export type CallYahoo = <T>(
  request: SourceRequest,
  work: (library: Library, options: CallOptions) => Promise<T>,
) => Promise<T>

const outageMs = 60_000
/** Yahoo names no limit and shuts out who goes too far: a second of a ranking asks for this much. */
const mostPerSecond = 20

/** The library is loaded by the first call: start-up does not pay for it. */
export function openYahooClient(options: YahooOptions): CallYahoo {
  const { deadlineMs = 8_000, pace = openPace(mostPerSecond), ...place } = options
  const breaker = openBreaker(outageMs)
  let library: Promise<Library> | null = null

  return async ({ symbol, signal }, work) => {
    if (!isSymbol(symbol)) throw unknownSymbol(symbol, 'yahoo')
    breaker.check()
    try {
      await pace(signal)
      const deadline = AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)])
      library ??= loadLibrary(place)
      return await work(await library, {
        validateResult: false,
        fetchOptions: { signal: deadline },
      })
    } catch (error) {
      const known = translate(error, signal)
      if (isOutage(known) || known.code === 'rate_limited') breaker.trip(known)
      if (isRefusedCrumb(known)) library = null
      throw known.code === 'not_found' ? unknownSymbol(symbol, 'yahoo', known) : known
    }
  }
}

/** Cookies and crumb age; a library with an empty jar fetches new ones. */
function isRefusedCrumb({ message }: AppError): boolean {
  return message === 'HTTP 401' || message === 'HTTP 403'
}

async function loadLibrary(place: Omit<Place, 'hosts'>): Promise<Library> {
  const [{ default: Finance }, { ExtendedCookieJar }] = await Promise.all([
    import('yahoo-finance2'),
    import('yahoo-finance2/lib/cookieJar'),
  ])
  return new Finance({
    fetch: yahooFetch(place),
    cookieJar: new ExtendedCookieJar(),
    suppressNotices: ['yahooSurvey'],
    logger: silent,
    validation: { logErrors: false, logOptionsErrors: false },
    versionCheck: false,
    queue: { concurrency: 8 },
  })
}

const ignore = () => {}
const silent = { info: ignore, warn: ignore, error: ignore, debug: ignore, dir: ignore }
