import type { AppError } from '../../../core/errors.ts'
import type { Usage } from '../../../core/types.ts'
import type { Planner, Round } from '../safety/planner.ts'
import type { Desk, Found } from './desk.ts'

/** What has been looked up so far: whoever is cut short keeps it. */
export interface Notebook {
  readonly found: Found[]
  readonly usage: Usage[]
  /** Why the model said no more; null while it does. */
  error: AppError | null
}

export interface Looking {
  readonly planner: Planner
  readonly desk: Desk
  readonly signal: AbortSignal
}

/** More than a question takes whose parts lean on one another. */
export const mostRounds = 4

/** Round after round, until the model wants no more, or has had what one question is worth. */
export async function lookUp({ planner, desk, signal }: Looking, into: Notebook): Promise<void> {
  const rounds: Round[] = []
  let mistakes = 0
  while (rounds.length < mostRounds && mistakes < mostMistakes && desk.hasCallsLeft()) {
    // oxlint-disable-next-line no-await-in-loop -- each round reads what the one before came to.
    const { calls, usage, error } = await planner(rounds, signal)
    into.usage.push(...usage)
    into.error = error
    if (calls.length === 0) return
    // oxlint-disable-next-line no-await-in-loop -- the same.
    const answers = await desk.answer(calls, signal)
    into.found.push(...answers.flatMap(({ found }) => found ?? []))
    if (answers.some(({ found }) => found === null)) mistakes += 1
    rounds.push(answers)
  }
}

/** A call that cannot be made is told back once. */
const mostMistakes = 2
