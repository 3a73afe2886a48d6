import { AppError } from '../../../core/errors.ts'
import { traced } from '../../../core/tracing.ts'
import type { Fetched, Source, SourceRequest } from '../types.ts'
import { type Failure, reasonOf } from './failure.ts'

/**
 * Sources in order of trust: the first that answers, answers. Those that could not are named in the
 * notes. Throws `not_found` when none knows the symbol, `unavailable` with every reason when some could
 * not say.
 */
export function chain<T>(sources: readonly Source<T>[]): Source<T> {
  async function fetch(request: SourceRequest): Promise<Fetched<T>> {
    const failures: Failure[] = []
    for (const source of sources) {
      try {
        const fetched = await traced(
          `data ${source.name}`,
          { 'hub.source': source.name, 'hub.symbol': request.symbol },
          () => source.fetch(request),
        )
        return withFailures(fetched, source.name, failures)
      } catch (error) {
        failures.push({ source: source.name, error: passable(error) })
      }
    }
    throw nobody(request.symbol, failures)
  }

  async function symbols(): Promise<readonly string[]> {
    const lists = await Promise.all(sources.map(async (source) => (await source.symbols?.()) ?? []))
    return [...new Set(lists.flat())]
  }

  return { name: sources.map(({ name }) => name).join(','), fetch, symbols }
}

/** A mistake of ours and a person's stop are no reason to ask somebody else. */
function passable(error: unknown): AppError {
  const known = AppError.from(error)
  if (known.code === 'bug' || known.code === 'stopped') throw known
  return known
}

function withFailures<T>(
  fetched: Fetched<T>,
  source: string,
  failures: readonly Failure[],
): Fetched<T> {
  if (failures.length === 0) return fetched
  const note = [...failures.map(reasonOf), `${source} data used`].join('; ')
  return { ...fetched, notes: [note, ...fetched.notes] }
}

function nobody(symbol: string, failures: readonly Failure[]): AppError {
  const [first, ...others] = failures
  if (first !== undefined && others.length === 0) return first.error
  const reasons = failures.map(reasonOf).join('; ')
  const unknown = `I do not know a symbol ${symbol}.`
  if (failures.every(({ error }) => error.code === 'not_found'))
    return new AppError('not_found', reasons, { said: first?.error.said ?? unknown })
  const said = `I found nothing on ${symbol}: ${reasons}.`
  return new AppError('unavailable', reasons, { said, cause: first?.error })
}
