import { z } from 'zod'

import { stockNewsKey } from '../../../core/cache-keys.ts'
import type { Cache } from '../../../core/cache.ts'
import { AppError } from '../../../core/errors.ts'
import type { Fetched, Headline, Source, SourceRequest } from '../types.ts'
import { reasonOf } from './failure.ts'
import { readFeed } from './feeds/feed.ts'
import { type CompanyNames, mentions } from './feeds/mention.ts'
import { type Breaker, openBreaker } from './outbound/breaker.ts'
import { isOutage, translate } from './outbound/errors.ts'
import { openOutbound, type Outbound, type Place } from './outbound/fetch.ts'
import { openPace, type Pace } from './outbound/pace.ts'

export interface FeedsDeps {
  /** Addresses of RSS and Atom; `{symbol}` in one stands for the symbol that is asked about. */
  readonly urls: readonly string[]
  readonly cache: Cache
  readonly namesOf: (symbol: string) => CompanyNames
  readonly allowsLoopback?: boolean
  /** How long one feed may take, the wait for its turn left out. */
  readonly deadlineMs?: number
  /** Of one feed. */
  readonly pace?: Pace
}

const mostBytes = 4_000_000
const outageMs = 60_000
const freshMs = 5 * 60_000
/** A feed of each symbol is asked for as many as a list has. */
const mostPerSecond = 5
const staleMs = 24 * 3_600_000

interface OpenFeed {
  readonly url: string
  /** What it is called: its host, unless that has digits, which a reader would take for figures. */
  readonly label: string
  readonly outbound: Outbound
  readonly breaker: Breaker
  readonly pace: Pace
}

/** What feeds have on a company, newest first; a story that several of them carry comes once. */
export function feedNews(deps: FeedsDeps): Source<readonly Headline[]> {
  const feeds = deps.urls.map((url) => openFeed(url, deps))

  async function fetch(request: SourceRequest): Promise<Fetched<readonly Headline[]>> {
    const settled = await Promise.allSettled(feeds.map((feed) => told(feed, request, deps)))
    const failures = settled.flatMap((result, index) =>
      result.status === 'rejected'
        ? [
            {
              source: feeds[index]?.label ?? 'a feed',
              error: translate(result.reason, request.signal),
            },
          ]
        : [],
    )
    if (failures.length === feeds.length) {
      const reasons = failures.map(reasonOf).join('; ')
      throw new AppError('unavailable', reasons, { cause: failures[0]?.error })
    }
    const answers = settled.flatMap((result) =>
      result.status === 'fulfilled' ? [result.value] : [],
    )
    return present(request, answers, failures.map(reasonOf))
  }

  return { name: 'feeds', fetch }
}

/** Each feed is asked at its own host alone. */
function openFeed(url: string, deps: FeedsDeps): OpenFeed {
  const { allowsLoopback, pace = openPace(mostPerSecond) } = deps
  const { host, origin, protocol } = new URL(url)
  const place: Place = protocol === 'https:' ? { hosts: [host] } : { hosts: [], baseUrl: origin }
  const outbound = openOutbound({ ...place, allowsLoopback, mostBytes, redirects: 3 })
  const label = /\d/.test(host) ? 'a feed' : host
  return { url, label, outbound, breaker: openBreaker(outageMs), pace }
}

interface Answer {
  readonly label: string
  readonly headlines: readonly Headline[]
  readonly notes: readonly string[]
}

const kept = z.object({
  headlines: z.array(
    z.object({
      title: z.string(),
      publisher: z.string(),
      publishedAt: z.string(),
      url: z.string().nullable(),
    }),
  ),
  leftOut: z.number(),
})

/** A feed about everything is fetched once for all symbols, and searched for each. */
async function told(feed: OpenFeed, request: SourceRequest, deps: FeedsDeps): Promise<Answer> {
  const url = feed.url.replaceAll('{symbol}', encodeURIComponent(request.symbol))
  const options = { schema: kept, ttlMs: freshMs, staleMs, signal: request.signal }
  const { value, failure } = await deps.cache.fetch(stockNewsKey(url, 'feed'), options, (signal) =>
    gather({ ...feed, url }, signal, deps.deadlineMs ?? 8_000),
  )
  const names = deps.namesOf(request.symbol)
  const isOwn = url !== feed.url
  const items = value.leftOut === 1 ? 'item' : 'items'
  return {
    label: feed.label,
    headlines: value.headlines.filter(({ title }) => isOwn || mentions(title, names)),
    notes: [
      ...(failure === null
        ? []
        : [`${reasonOf({ source: feed.label, error: failure })}; older news used`]),
      ...(value.leftOut === 0
        ? []
        : [`${feed.label}: ${value.leftOut} ${items} without title or date left out`]),
    ],
  }
}

async function gather(
  { url, label, outbound, breaker, pace }: OpenFeed,
  signal: AbortSignal,
  deadlineMs: number,
) {
  breaker.check()
  try {
    await pace(signal)
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)])
    const accept =
      'application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.8'
    const response = await outbound(url, {
      signal: deadline,
      headers: { accept, 'user-agent': 'ai-hub' },
    })
    return readFeed(await textOf(response), label)
  } catch (error) {
    const known = translate(error, signal)
    if (isOutage(known) || known.code === 'rate_limited') breaker.trip(known)
    throw known
  }
}

async function textOf(response: Response): Promise<string> {
  const type = response.headers.get('content-type') ?? ''
  if (response.ok && !type.startsWith('text/html'))
    return decoded(await response.arrayBuffer(), type)
  await response.body?.cancel()
  if (response.ok) throw new AppError('unavailable', 'answered with a web page instead of a feed')
  const code = response.status === 429 ? 'rate_limited' : 'unavailable'
  throw new AppError(code, `HTTP ${response.status}`)
}

/** In the encoding that the answer or the text itself names. */
function decoded(bytes: ArrayBuffer, type: string): string {
  const start = new TextDecoder('latin1').decode(bytes.slice(0, 200))
  const label = /charset="?([\w-]+)/i.exec(type)?.[1] ?? /encoding=["']([\w-]+)/i.exec(start)?.[1]
  try {
    return new TextDecoder(label ?? 'utf-8').decode(bytes)
  } catch (error) {
    throw new AppError('invalid', `the feed is in an unknown encoding`, { cause: error })
  }
}

function present(
  { askedAt }: SourceRequest,
  answers: readonly Answer[],
  failures: readonly string[],
): Fetched<readonly Headline[]> {
  const now = askedAt.toISOString()
  const headlines = answers.flatMap((answer) => answer.headlines)
  const value = once(headlines.filter(({ publishedAt }) => publishedAt <= now))
  const tellers = answers.filter((answer) => answer.headlines.length > 0).map(({ label }) => label)
  return {
    value,
    source: tellers.length === 0 ? 'feeds' : `feeds:${[...new Set(tellers)].join(',')}`,
    asOf: value[0]?.publishedAt ?? now,
    fetchedAt: new Date().toISOString(),
    freshness: 'live',
    notes: [...failures, ...answers.flatMap(({ notes }) => notes)],
  }
}

/** Newest first, the same address and the same words once. */
function once(headlines: readonly Headline[]): readonly Headline[] {
  const seen = new Set<string>()
  return headlines
    .toSorted((one, other) => (one.publishedAt > other.publishedAt ? -1 : 1))
    .filter(({ title, url }) => {
      const keys = [title.toLowerCase(), ...(url === null ? [] : [url])]
      const isNew = !keys.some((key) => seen.has(key))
      for (const key of keys) seen.add(key)
      return isNew
    })
}
