import type { Fault } from './fault.ts'
import type { Result, Skipped } from './result.ts'
import type { Theatre } from './theatre.ts'

interface Programme {
  readonly faults: readonly Fault[]
  readonly theatres: readonly Theatre[]
  perform(theatre: Theatre, fault: Fault): Promise<Result | Skipped>
}

/** Does faults side by side, one to a theatre, and then, one by one, those that are to be alone. */
export async function performAll(programme: Programme): Promise<readonly (Result | Skipped)[]> {
  const { faults, theatres } = programme
  const results = new Map<Fault, Result | Skipped>()
  const queue = faults.filter(({ isAlone }) => !isAlone)
  await Promise.all(theatres.map((theatre) => performNext(theatre, queue)))
  for (const theatre of theatres.slice(0, 1)) {
    await performNext(
      theatre,
      faults.filter(({ isAlone }) => isAlone),
    )
  }
  return faults.flatMap((fault) => results.get(fault) ?? [])

  async function performNext(theatre: Theatre, waiting: Fault[]): Promise<void> {
    for (let fault = waiting.shift(); fault; fault = waiting.shift()) {
      results.set(fault, await programme.perform(theatre, fault))
    }
  }
}
