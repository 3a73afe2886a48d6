import { setTimeout } from 'node:timers/promises'

import {
  Annotation,
  type BaseCheckpointSaver,
  Command,
  END,
  type LangGraphRunnableConfig,
  Send,
  START,
  StateGraph,
} from '@langchain/langgraph'

import { offlineModel } from '../../agents/models/offline.ts'
import { stocksProject } from '../../agents/stocks/project.ts'
import { memoryCache } from '../../core/memory-cache.ts'
import type { Reading } from '../../core/project.ts'
import type { Finding, Reply } from '../../core/types.ts'

export const text = 'How does AAPL look?'

/** What the three analysts find out about one symbol, from demo data: as much as a real turn has to keep. */
export interface Sample {
  readonly reading: Reading
  readonly findings: ReadonlyMap<string, Finding>
  readonly reply: Reply
}

export async function sampleTurn(): Promise<Sample> {
  const { signal } = new AbortController()
  const project = stocksProject.create({
    model: offlineModel(),
    settings: { MARKET_DATA: 'demo' },
    cache: memoryCache({ metrics: { cacheAsked: () => {} } }),
  })
  const question = { text, history: [], askedAt: new Date('2026-01-05T12:00:00Z') }
  const { askedAt } = question
  const reading = await project.understand(question, signal)
  const task = { symbol: 'AAPL', period: null, aspect: null, askedAt, signal }
  const findings = await Promise.all(project.analysts.map((analyst) => analyst.analyse(task)))
  const verdicts = project.judge(reading, findings)
  return {
    reading,
    findings: new Map(findings.map((finding) => [finding.analyst, finding])),
    reply: {
      text: project.narrate({ question, reading, findings, verdicts }),
      route: { project: 'stocks', intent: 'analysis', agents: [], symbols: ['AAPL'], period: null },
      verdicts,
      evidence: [...findings, ...verdicts].flatMap(({ evidence }) => evidence),
      choices: [],
      usage: [],
      timings: {},
    },
  }
}

/** One side of what was said, for a graph whose state is the history. */
export interface Said {
  readonly role: 'user' | 'assistant'
  readonly text: string
}

const State = Annotation.Root({
  reading: Annotation<Reading>,
  /** Null begins anew, in a thread that lasts for more than a turn. */
  findings: Annotation<readonly Finding[], readonly Finding[] | null>({
    reducer: (before, more) => (more === null ? [] : [...before, ...more]),
    default: () => [],
  }),
  said: Annotation<readonly Said[]>({
    reducer: (before, more) => [...before, ...more],
    default: () => [],
  }),
  startedAt: Annotation<number>,
  plannedAt: Annotation<number>,
})

/** Each analyst ends so long after the one before. */
const Context = Annotation.Root({ apartMs: Annotation<number> })

type Config = LangGraphRunnableConfig<typeof Context.State>

interface Assignment {
  readonly analyst: string
  readonly waitMs: number
}

/** A graph of the hub's shape and state, whose nodes have nothing to do. */
export function hubShape({ reading, findings, reply }: Sample, saver: BaseCheckpointSaver) {
  return new StateGraph(State, Context)
    .addNode('plan', plan, { ends: ['analyst'] })
    .addNode('analyst', analyse)
    .addNode('answer', answer)
    .addEdge(START, 'plan')
    .addEdge('analyst', 'answer')
    .addEdge('answer', END)
    .compile({ checkpointer: saver })

  async function plan(_state: typeof State.State, { context }: Config) {
    const apartMs = context?.apartMs ?? 0
    const goto = [...findings.keys()].map(
      (analyst, at) => new Send('analyst', { analyst, waitMs: apartMs * at }),
    )
    return new Command({ update: { reading, plannedAt: performance.now() }, goto })
  }

  async function analyse({ analyst, waitMs }: Assignment) {
    if (waitMs > 0) await setTimeout(waitMs)
    return { findings: [findings.get(analyst)] }
  }

  /** Part of the state only where the history is. */
  async function answer({ said }: typeof State.State) {
    return said.length === 0 ? {} : { said: [{ role: 'assistant', text: reply.text } as const] }
  }
}
