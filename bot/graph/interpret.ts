import type { Reader } from '../../core/reader.ts'
import type { Question } from '../../core/types.ts'
import { restate } from './restate.ts'
import { type NamedProject, understand, type Understood } from './route.ts'
import { suspicious } from './suspicion/suspicion.ts'

interface Interpreters {
  readonly projects: readonly NamedProject[]
  readonly modelFor: (project: string) => Reader
}

interface Heard {
  readonly question: Question
  readonly suspicion: number
  readonly signal: AbortSignal
}

/** What was understood, and whether the question is ours and asks for more than that. */
export interface Interpreted {
  readonly understood: Understood
  readonly isOpen: boolean
}

/** The deterministic reading first; a model restates only what nobody recognised, and nothing suspicious. */
export async function interpret(
  { projects, modelFor }: Interpreters,
  { question, suspicion, signal }: Heard,
): Promise<Interpreted> {
  const first = await understand(projects, question, signal)
  const model = modelFor(first.project)
  const mayHelp = first.reading.isUnclear && model.isAvailable && suspicion < suspicious
  if (!mayHelp) return { understood: first, isOpen: first.reading.isPartial === true }
  const text = await restate(model, question, signal)
  // The model takes it for a question about something else, or is no help.
  if (text === null) return { understood: first, isOpen: false }
  const again = await understand(projects, { ...question, text }, signal)
  const { isPartial = false, isUnclear = false } = again.reading
  return { understood: again, isOpen: isPartial || isUnclear }
}
