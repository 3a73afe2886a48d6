import {
  Annotation,
  Command,
  END,
  type LangGraphRunnableConfig,
  Send,
  START,
  StateGraph,
} from '@langchain/langgraph'

import { AppError } from '../../core/errors.ts'
import type { Logger } from '../../core/logger.ts'
import type { Metrics } from '../../core/metrics.ts'
import { traced } from '../../core/tracing.ts'
import type {
  Agent,
  AgentInput,
  Brief,
  Finding,
  ModelProvider,
  Question,
  Reply,
  ReplyEvent,
} from '../../core/types.ts'
import { analyse } from './analyse.ts'
import { clean } from './guard.ts'
import { restate } from './restate.ts'
import { type NamedProject, understand, type Understood } from './route.ts'
import { write, type Written } from './write.ts'

export interface GraphDeps {
  readonly projects: readonly NamedProject[]
  readonly modelFor: (project: string) => ModelProvider
  readonly logger: Logger
  readonly metrics: Pick<Metrics, 'analystEnded' | 'numberStruck'>
  readonly analystLimitMs: number
}

const State = Annotation.Root({
  question: Annotation<Question>,
  understood: Annotation<Understood>,
  findings: Annotation<readonly Finding[]>({
    reducer: (before, more) => [...before, ...more],
    default: () => [],
  }),
  /** When each stage began, in milliseconds of the run's own clock. */
  startedAt: Annotation<number>,
  plannedAt: Annotation<number>,
})

/** What one analyst task is handed. */
interface Assignment {
  readonly question: Question
  readonly understood: Understood
  readonly analyst: string
  readonly symbol: string
}

/**
 * The agent that asks the right analysts and writes one reply from what they find. Three supersteps, because
 * LangGraph spends about a millisecond of CPU on each: plan (guard and route), one analyst a task in
 * parallel, answer (judge, write and check). Compiled once; what differs by turn travels in the state.
 */
export function graph(deps: GraphDeps): Agent {
  const compiled = compile(deps)
  return { name: 'hub', description: 'Asks the analysts that can answer a question.', answer }

  async function* answer({ message, history, signal }: AgentInput): AsyncGenerator<ReplyEvent> {
    const question = { text: clean(message.text), history, askedAt: message.sentAt }
    const input = { question, startedAt: performance.now() }
    let partial = ''
    try {
      const events = await compiled.stream(input, { streamMode: 'custom', signal })
      for await (const event of eventsOf(events)) {
        partial = fold(partial, event)
        yield event
      }
    } catch (error) {
      yield {
        type: 'failed',
        error: AppError.from(signal.aborted ? signal.reason : error),
        partial,
      }
    }
  }
}

/** The custom stream carries what the nodes emit, and they emit nothing but events. */
async function* eventsOf(stream: AsyncIterable<ReplyEvent>): AsyncGenerator<ReplyEvent> {
  yield* stream
}

function fold(partial: string, event: ReplyEvent): string {
  if (event.type === 'restart') return ''
  return event.type === 'text' ? partial + event.delta : partial
}

function compile(deps: GraphDeps) {
  return new StateGraph(State)
    .addNode('plan', plan(deps), { ends: ['analyst', 'answer'] })
    .addNode('analyst', runAnalyst(deps))
    .addNode('answer', answerFrom(deps))
    .addEdge(START, 'plan')
    .addEdge('analyst', 'answer')
    .addEdge('answer', END)
    .compile()
}

type Config = LangGraphRunnableConfig

function plan({ projects, modelFor }: GraphDeps) {
  return async ({ question }: typeof State.State, config: Config) => {
    const understood = await traced('plan', {}, () =>
      understandWithHelp(projects, modelFor, { question, signal: signalOf(config) }),
    )
    const { reading } = understood
    const sends = reading.symbols.flatMap((symbol) =>
      reading.analysts.map(
        (analyst) => new Send('analyst', { question, understood, analyst, symbol }),
      ),
    )
    const update = { understood, plannedAt: performance.now() }
    return new Command({ update, goto: sends.length > 0 ? sends : 'answer' })
  }
}

/** The deterministic reading first; a model restates only what nobody recognised. */
async function understandWithHelp(
  projects: readonly NamedProject[],
  modelFor: GraphDeps['modelFor'],
  { question, signal }: { question: Question; signal: AbortSignal },
): Promise<Understood> {
  const first = await understand(projects, question, signal)
  const model = modelFor(first.project)
  if (!first.reading.isUnclear || !model.isAvailable) return first
  const text = await restate(model, question, signal)
  return text === null ? first : understand(projects, { ...question, text }, signal)
}

function runAnalyst({ projects, logger, metrics, analystLimitMs }: GraphDeps) {
  return async ({ question, understood, analyst, symbol }: Assignment, config: Config) => {
    const { period, aspect } = understood.reading
    const finding = await analyse({
      analyst: named(named(projects, understood.project).analysts, analyst),
      task: { symbol, period, aspect, askedAt: question.askedAt, signal: signalOf(config) },
      limitMs: analystLimitMs,
      emit: emitTo(config),
      logger,
      metrics,
    })
    return { findings: [finding] }
  }
}

function answerFrom({ projects, modelFor, metrics, logger }: GraphDeps) {
  return async (state: typeof State.State, config: Config) => {
    const analysedAt = performance.now()
    const { question, understood, findings } = state
    const project = named(projects, understood.project)
    const verdicts = project.judge(understood.reading, findings)
    const brief = { question, reading: understood.reading, findings, verdicts }
    const emit = emitTo(config)
    const model = modelFor(project.name)
    const onStruck = (number: string) => {
      metrics.numberStruck()
      logger.warn({ number, model: model.name }, 'number without evidence struck out')
    }
    const written = await traced('write', { 'hub.writer': model.name }, () =>
      write({ brief, project, model, emit, onStruck, signal: signalOf(config) }),
    )
    emit({
      type: 'done',
      reply: replyOf(brief, understood, written, timings({ ...state, analysedAt })),
    })
    return {}
  }
}

function replyOf(
  { reading, findings, verdicts }: Brief,
  { project }: Understood,
  { text, usage }: Written,
  times: Reply['timings'],
): Reply {
  const { intent, symbols, period, analysts, choices } = reading
  const agents = [...new Set([...analysts, ...verdicts.map(({ analyst }) => analyst)])]
  return {
    text,
    route: { project, intent, agents, symbols, period },
    verdicts,
    evidence: [
      ...findings.flatMap(({ evidence }) => evidence),
      ...verdicts.map(({ evidence }) => evidence),
    ],
    choices,
    usage,
    timings: times,
  }
}

function timings(at: { startedAt: number; plannedAt: number; analysedAt: number }) {
  const endedAt = performance.now()
  const rounded = (ms: number) => Math.round(ms * 10) / 10
  return {
    plan: rounded(at.plannedAt - at.startedAt),
    analyse: rounded(at.analysedAt - at.plannedAt),
    write: rounded(endedAt - at.analysedAt),
    total: rounded(endedAt - at.startedAt),
  }
}

function named<T extends { readonly name: string }>(items: readonly T[], name: string): T {
  const found = items.find((item) => item.name === name)
  if (!found) throw new AppError('bug', `nothing here is called ${name}`)
  return found
}

function emitTo(config: Config): (event: ReplyEvent) => void {
  return (event) => config.writer?.(event)
}

function signalOf(config: Config): AbortSignal {
  if (!config.signal) throw new AppError('bug', 'a graph run needs a signal')
  return config.signal
}
