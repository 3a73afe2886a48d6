import { Writable } from 'node:stream'

import { offlineModel } from '../agents/models/offline.ts'
import { graph } from '../bot/graph/graph.ts'
import type { NamedProject } from '../bot/graph/route.ts'
import { openLogger } from '../core/logger.ts'
import { openMetrics } from '../core/metrics.ts'
import type { Agent, AgentInput, Finding } from '../core/types.ts'
import { type BenchResult, type Timing, timingOf } from './bench.ts'

const runs = 300
const analysts = ['technical', 'fundamental', 'sentiment']

/** The orchestration alone: a turn through the graph whose analysts have nothing to do. CPU, not wall time. */
export async function run(): Promise<BenchResult> {
  const bare = await cpuOf('the same functions called one after the other', () => plain(idle))
  const agent = graphOf(idle)
  const orchestrated = await cpuOf('graph: plan, three analysts, answer', () => drain(agent), 3)
  return { title: 'Orchestration, milliseconds of CPU a turn', rows: [bare, orchestrated] }
}

async function cpuOf(name: string, work: () => Promise<void>, targetMs?: number): Promise<Timing> {
  for (let warmUp = 0; warmUp < runs; warmUp += 1) await work()
  const times: number[] = []
  for (let at = 0; at < runs; at += 1) {
    const before = process.cpuUsage()
    await work()
    const { user, system } = process.cpuUsage(before)
    times.push((user + system) / 1_000)
  }
  return timingOf(name, times, targetMs)
}

const idle: NamedProject = {
  name: 'idle',
  analysts: analysts.map((name) => ({ name, title: name, analyse: async () => nothing(name) })),
  jobs: [],
  prompt: 'none',
  phrases: [],
  understand: async () => ({
    confidence: 1,
    intent: 'analysis',
    symbols: ['AAPL'],
    period: null,
    analysts,
    answer: null,
    choices: [],
    aspect: null,
  }),
  judge: () => [],
  narrate: () => 'Nothing to report.',
}

function nothing(analyst: string): Finding {
  return {
    analyst,
    symbol: 'AAPL',
    score: 0,
    abstained: null,
    signals: [],
    evidence: [],
    notes: [],
  }
}

function graphOf(project: NamedProject): Agent {
  const sink = new Writable({ write: (_chunk, _encoding, done) => done() })
  return graph({
    projects: [project],
    modelFor: () => offlineModel(),
    logger: openLogger({ level: 'silent', to: sink }),
    metrics: openMetrics(),
    analystLimitMs: 10_000,
  })
}

async function drain(agent: Agent): Promise<void> {
  let isDone = false
  for await (const event of agent.answer(input())) isDone = event.type === 'done'
  if (!isDone) throw new Error('the graph did not finish')
}

async function plain({ understand, analysts: all, judge, narrate }: NamedProject): Promise<void> {
  const { signal } = new AbortController()
  const question = { text: 'How does AAPL look?', history: [], askedAt: new Date() }
  const reading = await understand(question, signal)
  const task = { symbol: 'AAPL', period: null, aspect: null, askedAt: question.askedAt, signal }
  const findings = await Promise.all(all.map((analyst) => analyst.analyse(task)))
  narrate({ question, reading, findings, verdicts: judge(reading, findings) })
}

function input(): AgentInput {
  return {
    turnId: 'turn',
    message: {
      id: '1',
      channel: 'bench',
      organisation: { id: 'bench:1', name: 'Bench' },
      roomId: 'bench',
      threadId: 'bench:1',
      author: { id: 'a', name: 'Ann' },
      text: 'How does AAPL look?',
      addressed: true,
      sentAt: new Date(),
    },
    history: [],
    principal: { userId: 'u', organisationId: 'bench:1', name: 'Ann', permissions: new Set() },
    signal: new AbortController().signal,
  }
}
