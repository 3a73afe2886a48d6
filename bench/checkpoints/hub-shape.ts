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
import type { Finding, Reading } from '../../core/types.ts'

const text = 'How does AAPL look?'

/** What the three analysts find out about one symbol, from demo data: as much as a real turn has to keep. */
export interface Sample {
  readonly reading: Reading
  readonly findings: ReadonlyMap<string, Finding>
}

export async function sampleTurn(): Promise<Sample> {
  const { signal } = new AbortController()
  const project = stocksProject.create({
    model: offlineModel(),
    settings: { MARKET_DATA: 'demo' },
    cache: memoryCache({ metrics: { cacheAsked: () => {} } }),
  })
  const askedAt = new Date('2026-01-05T12:00:00Z')
  const reading = await project.understand({ text, history: [], askedAt }, signal)
  const task = { symbol: 'AAPL', period: null, aspect: null, askedAt, signal }
  const findings = project.analysts.map(
    async (analyst) => [analyst.name, await analyst.analyse(task)] as const,
  )
  return { reading, findings: new Map(await Promise.all(findings)) }
}

const State = Annotation.Root({
  reading: Annotation<Reading>,
  findings: Annotation<readonly Finding[]>({
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
export function hubShape({ reading, findings }: Sample, saver: BaseCheckpointSaver) {
  return new StateGraph(State, Context)
    .addNode('plan', plan, { ends: ['analyst'] })
    .addNode('analyst', analyse)
    .addNode('answer', async () => ({}))
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
}
