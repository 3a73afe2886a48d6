import { AppError } from '../../../core/errors.ts'
import { worst } from '../freshness.ts'
import type { Fetched, Headline, Source, SourceRequest } from '../types.ts'
import { type Failure, reasonOf } from './failure.ts'

/** News of several sources as one: each tells what the others do not. Fails where none has any and one failed. */
export function gathered(
  sources: readonly Source<readonly Headline[]>[],
): Source<readonly Headline[]> {
  async function fetch(request: SourceRequest): Promise<Fetched<readonly Headline[]>> {
    const settled = await Promise.allSettled(sources.map((source) => source.fetch(request)))
    request.signal.throwIfAborted()
    const found = settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
    const failures = settled.flatMap((result, index): Failure[] =>
      result.status === 'rejected'
        ? [{ source: sources[index]?.name ?? 'news', error: AppError.from(result.reason) }]
        : [],
    )
    const value = newestFirst(found.flatMap((fetched) => fetched.value))
    const [first] = failures
    if (value.length === 0 && first !== undefined) throw together(failures, first)
    return combined(value, found, failures, request)
  }

  return { name: sources.map(({ name }) => name).join('+'), fetch }
}

function newestFirst(headlines: readonly Headline[]): readonly Headline[] {
  return headlines.toSorted((one, other) => (one.publishedAt > other.publishedAt ? -1 : 1))
}

function together(failures: readonly Failure[], first: Failure): AppError {
  if (failures.length === 1) return first.error
  return new AppError('unavailable', failures.map(reasonOf).join('; '), { cause: first.error })
}

function combined(
  value: readonly Headline[],
  found: readonly Fetched<readonly Headline[]>[],
  failures: readonly Failure[],
  { askedAt }: SourceRequest,
): Fetched<readonly Headline[]> {
  const tellers = found.filter((fetched) => fetched.value.length > 0)
  const shown = tellers.length > 0 ? tellers : found
  return {
    value,
    source: shown.map(({ source }) => source).join(', '),
    asOf: value[0]?.publishedAt ?? askedAt.toISOString(),
    fetchedAt: shown.map(({ fetchedAt }) => fetchedAt).toSorted()[0] ?? askedAt.toISOString(),
    freshness: worst(shown.map(({ freshness }) => freshness)),
    notes: [...failures.map(reasonOf), ...found.flatMap(({ notes }) => notes)],
  }
}
