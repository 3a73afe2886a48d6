import { Command, END, Send, START, StateGraph } from '@langchain/langgraph'

import type { CheckpointStore } from '../../core/checkpoint-store.ts'
import { AppError } from '../../core/errors.ts'
import type { Metrics } from '../../core/metrics.ts'
import type { Brief } from '../../core/project.ts'
import { usualSettings } from '../../core/settings.ts'
import { traced } from '../../core/tracing.ts'
import type { Agent, AgentInput, Evidence, Reply, ReplyEvent, Usage } from '../../core/types.ts'
import { analyse } from './analyse.ts'
import { attachedEvidence } from './attached-evidence.ts'
import { attachedTo } from './attached.ts'
import { chartsFor } from './charts.ts'
import { clean } from './guard.ts'
import { interpret, type Interpreted } from './interpret.ts'
import { askerOf } from './on-behalf.ts'
import { prepare } from './prepare.ts'
import { guardedFor, readerOf, type ReadersDeps, writerOf } from './readers.ts'
import { research } from './research.ts'
import type { NamedProject, Understood } from './route.ts'
import { TurnSaver } from './saver.ts'
import { type Config, Context, contextOf, emitTo, questionOf, signalOf, State } from './state.ts'
import { suspicionOf, suspicious } from './suspicion/suspicion.ts'
import { choiceIn, noOther } from './turn-model.ts'
import { write, type Written } from './write.ts'

export interface GraphDeps extends ReadersDeps {
  readonly projects: readonly NamedProject[]
  readonly metrics: Pick<Metrics, 'analystEnded' | 'numberStruck' | 'injectionSeen'>
  readonly analystLimitMs: number
  /** How long after the turn began models may still write; the narrator needs the rest. */
  readonly modelLimitMs?: number
  /** Where the progress of running turns is kept; without it a turn that is interrupted begins anew. */
  readonly checkpoints?: CheckpointStore
}

/** What one analyst task is handed. */
interface Assignment {
  readonly project: string
  readonly period: string | null
  readonly aspect: string | null
  readonly analyst: string
  readonly symbol: string
}

/**
 * The agent that asks the right analysts and writes one reply from what they find. Three supersteps, because
 * LangGraph spends about a millisecond of CPU on each: plan (guard and route), one analyst a task in
 * parallel, answer (judge, write and check). Compiled once; what differs by turn travels in context and state.
 * A turn that was interrupted goes on from what it had finished.
 */
export function graph(deps: GraphDeps): Agent {
  const saver = deps.checkpoints && new TurnSaver(deps.checkpoints)
  const compiled = compile(deps, saver)
  return { name: 'hub', description: 'Asks the analysts that can answer a question.', answer }

  async function* answer(asked: AgentInput): AsyncGenerator<ReplyEvent> {
    // Throws when the database does not say: the turn is then tried again, not begun anew.
    const isBegun = await saver?.open(asked.turnId)
    let shown: Shown = { partial: '', isDone: false }
    try {
      const options = optionsOf(deps, asked)
      const { suspicion } = options.context
      if (suspicion >= suspicious) {
        deps.metrics.injectionSeen('question')
        deps.logger.warn({ turnId: asked.turnId, suspicion }, 'question reads like an instruction')
      }
      const events = await compiled.stream(isBegun ? null : { startedAt: now() }, options)
      for await (const event of eventsOf(events)) {
        shown = fold(shown, event)
        yield event
      }
    } catch (error) {
      if (!shown.isDone) yield failureOf(error, asked, shown)
      else deps.logger.warn({ err: error, turnId: asked.turnId }, 'could not keep a checkpoint')
    } finally {
      saver?.close(asked.turnId)
    }
  }
}

function optionsOf({ namedModel = noOther, modelLimitMs = 100_000 }: GraphDeps, asked: AgentInput) {
  const { turnId, message, history, summary = '', principal, signal } = asked
  const text = clean(message.text)
  const choice = choiceIn(text, principal, namedModel)
  const attachments = attachedTo(message)
  const { settings = usualSettings } = principal
  const asking = { attachments, history, summary, askedAt: message.sentAt, settings }
  const question = { ...asking, text: choice.text }
  const suspicion = suspicionOf(message.text, text)
  const modelDeadline = Date.now() + modelLimitMs
  const configurable = { thread_id: turnId }
  return {
    streamMode: 'custom',
    durability: 'async',
    signal,
    context: { question, suspicion, asker: askerOf(asked), principal, choice, modelDeadline },
    configurable,
  } as const
}

/** The custom stream carries what the nodes emit, and they emit nothing but events. */
async function* eventsOf(stream: AsyncIterable<ReplyEvent>): AsyncGenerator<ReplyEvent> {
  yield* stream
}

interface Shown {
  readonly partial: string
  readonly isDone: boolean
}

function fold({ partial, isDone }: Shown, event: ReplyEvent): Shown {
  if (event.type === 'restart') return { partial: '', isDone }
  if (event.type === 'text') return { partial: partial + event.delta, isDone }
  return { partial, isDone: isDone || event.type === 'done' }
}

function failureOf(error: unknown, { signal }: AgentInput, { partial }: Shown): ReplyEvent {
  return { type: 'failed', error: AppError.from(signal.aborted ? signal.reason : error), partial }
}

function compile(deps: GraphDeps, saver: TurnSaver | undefined) {
  return new StateGraph(State, Context)
    .addNode('plan', plan(deps), { ends: ['analyst', 'answer'] })
    .addNode('analyst', runAnalyst(deps))
    .addNode('answer', answerFrom(deps))
    .addEdge(START, 'plan')
    .addEdge('analyst', 'answer')
    .addEdge('answer', END)
    .compile(saver ? { checkpointer: saver } : {})
}

function plan(deps: GraphDeps) {
  return async (_state: typeof State.State, config: Config) => {
    const question = questionOf(config)
    const suspicion = config.context?.suspicion ?? 0
    const modelFor = (project: string) =>
      guardedFor(deps, config, {
        model: deps.modelFor(project),
        project,
        agent: 'restate',
        findings: [],
      })
    const interpreted = await traced('plan', { 'hub.suspicion': suspicion }, () =>
      interpret({ ...deps, modelFor }, { question, suspicion, signal: signalOf(config) }),
    )
    const { project } = interpreted.understood
    const { reading, ...known } = await knownFor(deps, interpreted, config)
    const planned = { project, reading }
    const sends = assignmentsOf(planned).map((assignment) => new Send('analyst', assignment))
    const update = { understood: planned, ...known, plannedAt: now() }
    return new Command({ update, goto: sends.length > 0 ? sends : 'answer' })
  }
}

/** What a model looked up where the reading leaves something open, else what the project prepares. */
async function knownFor(deps: GraphDeps, { understood, isOpen }: Interpreted, config: Config) {
  const { project, reading } = understood
  const nothing = { reading, findings: [], verdicts: [], usage: [] }
  const looked = isOpen
    ? await traced('research', {}, () =>
        research(deps, named(deps.projects, project), reading, config),
      )
    : nothing
  if (looked.reading !== reading) return looked
  return { ...looked, ...(await preparedFor(deps, understood, config)) }
}

function preparedFor(
  { projects, analystLimitMs, logger }: GraphDeps,
  { project, reading }: Understood,
  config: Config,
) {
  const emit = emitTo(config)
  return prepare(named(projects, project), reading, {
    ...contextOf(config).asker,
    askedAt: questionOf(config).askedAt,
    signal: signalOf(config),
    onProgress: (text) => emit({ type: 'status', text }),
    limitMs: analystLimitMs,
    logger,
  })
}

function assignmentsOf({ project, reading }: Understood): Assignment[] {
  const { symbols, analysts, period, aspect } = reading
  return symbols.flatMap((symbol) =>
    analysts.map((analyst) => ({ project, period, aspect, analyst, symbol })),
  )
}

function runAnalyst(deps: GraphDeps) {
  const { projects, logger, metrics, analystLimitMs } = deps
  return async (assignment: Assignment, config: Config) => {
    const { project, analyst, symbol, period, aspect } = assignment
    const { askedAt } = questionOf(config)
    const reading = readerOf(deps, config, { project, agent: analyst })
    const finding = await analyse({
      analyst: named(named(projects, project).analysts, analyst),
      task: { symbol, period, aspect, askedAt, ...reading, signal: signalOf(config) },
      limitMs: analystLimitMs,
      emit: emitTo(config),
      logger,
      metrics,
    })
    return { findings: [finding] }
  }
}

function answerFrom(deps: GraphDeps) {
  const { projects, metrics, logger } = deps
  return async (state: typeof State.State, config: Config) => {
    const analysedAt = now()
    const question = questionOf(config)
    const { understood, findings } = state
    const project = named(projects, understood.project)
    const judged = project.judge(understood.reading, findings)
    const verdicts = [...state.verdicts, ...judged]
    const brief = { question, reading: understood.reading, findings, verdicts }
    const emit = emitTo(config)
    const { model, note } = writerOf(deps, config, { project: project.name, findings })
    const onStruck = (number: string) => {
      metrics.numberStruck()
      logger.warn({ number, model: model.name }, 'number without evidence struck out')
    }
    const onSilent = (error: AppError) =>
      logger.warn({ err: error, model: model.name }, 'the model did not write')
    const written = await traced('write', { 'hub.writer': model.name }, () =>
      write({ brief, project, model, note, emit, onStruck, onSilent, signal: signalOf(config) }),
    )
    const { turnId } = contextOf(config).asker
    const charts = chartsFor({ project, brief, text: written.text, turnId, logger })
    const times = timings({ ...state, analysedAt })
    const reply = replyOf(brief, understood, withUsage(written, state.usage), times)
    const choices = project.offers?.(brief) ?? brief.reading.choices
    emit({ type: 'done', reply: { ...reply, choices, ...(charts.length > 0 && { charts }) } })
    return {}
  }
}

function withUsage(written: Written, before: readonly Usage[]): Written {
  return { ...written, usage: [...before, ...written.usage] }
}

function replyOf(
  brief: Brief,
  { project }: Understood,
  { text, citations, usage }: Written,
  times: Reply['timings'],
): Omit<Reply, 'choices'> {
  const { reading, verdicts } = brief
  const { intent, symbols, period, analysts } = reading
  const evidence = evidenceOf(brief)
  const agents = [...new Set([...analysts, ...verdicts.map(({ analyst }) => analyst)])]
  return {
    text,
    ...(citations.length > 0 && { citations }),
    route: { project, intent, agents, symbols, period },
    verdicts,
    evidence: [...evidence, ...attachedEvidence(brief, citations, evidence.length)],
    usage,
    timings: times,
  }
}

function evidenceOf({ findings, verdicts }: Brief): readonly Evidence[] {
  return [...findings.flatMap((each) => each.evidence), ...verdicts.map((each) => each.evidence)]
}

function timings(at: { startedAt: number; plannedAt: number; analysedAt: number }) {
  const endedAt = now()
  const rounded = (ms: number) => Math.round(ms * 10) / 10
  return {
    plan: rounded(at.plannedAt - at.startedAt),
    analyse: rounded(at.analysedAt - at.plannedAt),
    write: rounded(endedAt - at.analysedAt),
    total: rounded(endedAt - at.startedAt),
  }
}

function now(): number {
  return performance.timeOrigin + performance.now()
}

function named<T extends { readonly name: string }>(items: readonly T[], name: string): T {
  const found = items.find((item) => item.name === name)
  if (!found) throw new AppError('bug', `nothing here is called ${name}`)
  return found
}
