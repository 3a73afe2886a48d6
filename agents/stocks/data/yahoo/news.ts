import type { Fetched, Headline, Source, SourceRequest } from '../../types.ts'
import { unknownSymbol } from '../symbol.ts'
import type { CallYahoo } from './client.ts'
import { type Search, searchShape } from './shapes.ts'
import { spelling } from './spelling.ts'

/** The headlines that Yahoo shows for a symbol, newest first; none is an answer too. */
export function yahooNews(call: CallYahoo): Source<readonly Headline[]> {
  async function fetch(request: SourceRequest): Promise<Fetched<readonly Headline[]>> {
    return present(request, await gather(call, request))
  }
  return { name: 'yahoo', fetch }
}

async function gather(call: CallYahoo, request: SourceRequest): Promise<Search> {
  return call(request, async (library, options) =>
    searchShape.parse(
      await library.search(spelling(request.symbol), { newsCount: 30, quotesCount: 5 }, options),
    ),
  )
}

function present(
  { symbol, askedAt }: SourceRequest,
  { news, quotes }: Search,
): Fetched<readonly Headline[]> {
  if (news.length === 0 && quotes.length === 0) throw unknownSymbol(symbol, 'yahoo')
  const value = news
    .filter(({ relatedTickers }) => relatedTickers?.includes(spelling(symbol)) ?? true)
    .map(headline)
    .filter(({ publishedAt }) => publishedAt <= askedAt.toISOString())
    .toSorted((one, other) => (one.publishedAt > other.publishedAt ? -1 : 1))
  return {
    value,
    source: 'yahoo',
    asOf: value[0]?.publishedAt ?? askedAt.toISOString(),
    fetchedAt: new Date().toISOString(),
    freshness: 'live',
    notes: [],
  }
}

function headline({
  title,
  publisher,
  providerPublishTime,
  link,
}: Search['news'][number]): Headline {
  return { title, publisher, publishedAt: providerPublishTime.toISOString(), url: link }
}
