import { Annotation, type LangGraphRunnableConfig } from '@langchain/langgraph'

import { AppError } from '../../core/errors.ts'
import type { Finding, Principal, Question, ReplyEvent, Usage, Verdict } from '../../core/types.ts'
import type { Asker } from './on-behalf.ts'
import type { Understood } from './route.ts'
import type { ModelChoice } from './turn-model.ts'

/** What every run of a turn is handed anew, so that nothing of it is kept with what the turn has finished. */
export const Context = Annotation.Root({
  question: Annotation<Question>,
  suspicion: Annotation<number>,
  asker: Annotation<Asker>,
  principal: Annotation<Principal>,
  choice: Annotation<ModelChoice>,
  /** When models have to be done, in milliseconds since the epoch. */
  modelDeadline: Annotation<number>,
})

export const State = Annotation.Root({
  understood: Annotation<Understood>,
  findings: Annotation<readonly Finding[]>({
    reducer: (before, more) => [...before, ...more],
    default: () => [],
  }),
  /** What was concluded before the analysts were asked, and what models had used by then. */
  verdicts: Annotation<readonly Verdict[]>({ reducer: latest, default: () => [] }),
  usage: Annotation<readonly Usage[]>({ reducer: latest, default: () => [] }),
  /** When each stage began, in milliseconds of a clock that outlives the process. */
  startedAt: Annotation<number>,
  plannedAt: Annotation<number>,
})

function latest<T>(_before: T, next: T): T {
  return next
}

export type Config = LangGraphRunnableConfig<typeof Context.State>

export function emitTo(config: Config): (event: ReplyEvent) => void {
  return (event) => config.writer?.(event)
}

export function questionOf(config: Config): Question {
  return contextOf(config).question
}

export function contextOf({ context }: Config): typeof Context.State {
  if (!context) throw new AppError('bug', 'a graph run needs its context')
  return context
}

export function signalOf(config: Config): AbortSignal {
  if (!config.signal) throw new AppError('bug', 'a graph run needs a signal')
  return config.signal
}
