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

/** The deterministic reading first; a model restates only what nobody recognised, and nothing suspicious. */
export async function interpret(
  { projects, modelFor }: Interpreters,
  { question, suspicion, signal }: Heard,
): Promise<Understood> {
  const first = await understand(projects, question, signal)
  const model = modelFor(first.project)
  const mayHelp = first.reading.isUnclear && model.isAvailable && suspicion < suspicious
  if (!mayHelp) return first
  const text = await restate(model, question, signal)
  return text === null ? first : understand(projects, { ...question, text }, signal)
}
