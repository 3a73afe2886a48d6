import { withDeadline } from '../../core/deadline.ts'
import { AppError } from '../../core/errors.ts'
import type { Reading } from '../../core/project.ts'
import type { Finding, Question, Usage, Verdict } from '../../core/types.ts'
import { onBehalf } from './on-behalf.ts'
import type { ReadersDeps } from './readers.ts'
import { openDesk } from './research/desk.ts'
import { findingsOf, type LookedUp } from './research/findings.ts'
import { lookUp, type Notebook } from './research/rounds.ts'
import type { NamedProject } from './route.ts'
import { type OwnWords, ownWords } from './safety/own-words.ts'
import { planner } from './safety/planner.ts'
import { turnGuard } from './safety/turn-guard.ts'
import { type Config, contextOf, emitTo, signalOf } from './state.ts'
import { suspicious } from './suspicion/suspicion.ts'

export interface ResearchDeps extends ReadersDeps {
  readonly analystLimitMs: number
}

/** What was looked up, as a reading to write from. */
export interface Researched {
  readonly reading: Reading
  readonly findings: readonly Finding[]
  readonly verdicts: readonly Verdict[]
  readonly usage: readonly Usage[]
}

/**
 * Has a model look up what the reading does not answer. Nothing is found where there is no such model, or the question
 * is not one for it: the reading then stands as it is, with what the attempt used.
 */
export async function research(
  deps: ResearchDeps,
  project: NamedProject,
  reading: Reading,
  config: Config,
): Promise<Researched> {
  const work = workFor(deps, project, config)
  if (work === null) return asItIs(reading, [])
  const notebook = await lookedUp(work, config, deps)
  const told = findingsOf(notebook.found)
  const { turnId } = contextOf(config).asker
  if (notebook.error !== null) {
    deps.logger.warn({ err: notebook.error, turnId }, 'a model looked up no more')
  }
  if (notebook.found.length === 0) return asItIs(reading, [...notebook.usage])
  const { findings, verdicts } = told
  return { reading: readingOf(reading, told), findings, verdicts, usage: [...notebook.usage] }
}

function asItIs(reading: Reading, usage: readonly Usage[]): Researched {
  return { reading, findings: [], verdicts: [], usage }
}

interface Work {
  readonly project: NamedProject
  readonly question: OwnWords
  readonly research: NonNullable<NamedProject['research']>
}

/** Null where no model with tools may be asked. */
function workFor(deps: ResearchDeps, project: NamedProject, config: Config): Work | null {
  const { principal, question: asked, suspicion } = contextOf(config)
  const tools = project.research?.tools.filter(({ permission }) =>
    principal.permissions.has(permission),
  )
  if (project.research === undefined || !tools?.length || suspicion >= suspicious) return null
  if (!deps.modelFor(project.name).takesTools?.(agent)) return null
  const question = ownWords(asked.text)
  return question && { project, question, research: { ...project.research, tools } }
}

const agent = 'research'

/** Of a turn's time; the writer needs the rest. */
const limitMs = 40_000
const mostCalls = 12

/** What there is when the time is up is what was looked up. */
async function lookedUp(work: Work, config: Config, deps: ResearchDeps): Promise<Notebook> {
  const notebook: Notebook = { found: [], usage: [], error: null }
  const signal = signalOf(config)
  const parts = partsOf(work, config, deps)
  emitTo(config)({ type: 'status', text: 'Looking up the parts of the question' })
  try {
    await withDeadline(signal, limitMs, (limited) =>
      lookUp({ ...parts, signal: limited }, notebook),
    )
  } catch (error) {
    signal.throwIfAborted()
    notebook.error = AppError.from(error)
  }
  return notebook
}

function partsOf(
  { project, question, research: { prompt, tools } }: Work,
  config: Config,
  deps: ResearchDeps,
) {
  const { asker, principal, modelDeadline, question: asked } = contextOf(config)
  const { logger, metrics, analystLimitMs, modelFor } = deps
  const caller = { ...asker, project: project.name, agent }
  const model = onBehalf(caller, modelFor(project.name), modelDeadline)
  const { onCall } = turnGuard({ turnId: asker.turnId, logger, metrics }, [])
  const { askedAt } = asked
  return {
    planner: planner({ model, prompt, tools, question, symbols: lastSymbols(asked), askedAt }),
    desk: openDesk({
      tools,
      asked: { principal, askedAt },
      mostCalls,
      limitMs: analystLimitMs,
      emit: emitTo(config),
      onUnknown: onCall,
    }),
  }
}

function lastSymbols({ history }: Question): readonly string[] {
  const routes = history.flatMap(({ reply }) => reply?.route ?? [])
  return routes.findLast(({ symbols }) => symbols.length > 0)?.symbols ?? []
}

/** Whoever was looked up is whom the reply speaks of. */
function readingOf(
  { confidence, period, answer, choices }: Reading,
  { symbols }: LookedUp,
): Reading {
  const kept = { confidence, period, choices: answer === null ? choices : [] }
  return { ...kept, intent: agent, symbols, analysts: [], answer: null, aspect: null }
}
