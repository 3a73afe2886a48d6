import { offlineModel } from '../../agents/models/offline.ts'
import { stocksProject } from '../../agents/stocks/project.ts'
import { aspects } from '../../agents/stocks/understand/aspects.ts'
import { numberChecker } from '../../bot/graph/check.ts'
import { verified } from '../../bot/graph/verify.ts'
import { AppError } from '../../core/errors.ts'
import { memoryCache } from '../../core/memory-cache.ts'
import type { AnalysisTask, Analyst, Brief, Reading } from '../../core/project.ts'
import type { Finding, Turn } from '../../core/types.ts'

const { signal } = new AbortController()

type Asked = Partial<Reading>

const intents: readonly Asked[] = [
  { intent: 'analysis', isLong: true },
  ...['analysis', 'comparison', 'ranking', 'overview', 'reason'].map((intent) => ({ intent })),
]
const aspectsAsked: readonly Asked[] = Object.keys(aspects).map((aspect) => ({
  intent: 'aspect',
  aspect,
}))

/** Lines of the narrator's replies that the checker would have struck. */
export interface Narration {
  /** Whatever is asked about these symbols together, on each of the days. */
  struckOn(list: readonly string[], days: readonly string[]): Promise<readonly string[]>
  /** What changed between two days. */
  struckSince(symbol: string, then: string, now: string): Promise<readonly string[]>
}

export function narration(settings: Readonly<Record<string, string>>): Narration {
  const cache = memoryCache({ metrics: { cacheAsked: () => {} } })
  const stocks = stocksProject.create({ model: offlineModel(), settings, cache })
  const findings = new Map<string, Promise<Brief['findings']>>()
  return { struckOn, struckSince }

  async function struckOn(list: readonly string[], days: readonly string[]) {
    const found: string[] = []
    for (const day of days) {
      for (const each of [...intents, ...aspectsAsked]) {
        found.push(...(await struck(await briefOf(list, each, day))))
      }
    }
    return found
  }

  async function struckSince(symbol: string, then: string, now: string) {
    const history = [turnOf(await briefOf([symbol], {}, then))]
    const later = await briefOf([symbol], { intent: 'changes' }, now)
    return struck({ ...later, question: { ...later.question, history } })
  }

  async function struck(brief: Brief): Promise<string[]> {
    const checker = numberChecker(brief, stocks)
    const parts = verified([stocks.narrate(brief)], { checker, rewrite: null, onStruck: () => {} })
    const texts = await Array.fromAsync(parts, ({ text }) => text)
    return texts.filter((text) => text.includes('(unverified)'))
  }

  async function briefOf(list: readonly string[], asked: Asked, day: string): Promise<Brief> {
    const reading = readingOf(list, asked)
    const found = (await Promise.all(list.map((symbol) => findingsOf(symbol, day)))).flat()
    const question = { text: 'How does it look?', history: [], askedAt: new Date(`${day}T12:00Z`) }
    return { question, reading, findings: found, verdicts: stocks.judge(reading, found) }
  }

  function findingsOf(symbol: string, day: string): Promise<Brief['findings']> {
    const key = `${symbol} ${day}`
    const askedAt = new Date(`${day}T12:00Z`)
    const task = { symbol, period: null, aspect: null, askedAt, signal }
    const all = () => Promise.all(stocks.analysts.map((analyst) => findingOf(analyst, task)))
    const found = findings.get(key) ?? all()
    findings.set(key, found)
    return found
  }
}

/** An analyst that fails abstains, as in the graph. */
async function findingOf(analyst: Analyst, task: AnalysisTask): Promise<Finding> {
  return analyst.analyse(task).catch((error: unknown) => ({
    analyst: analyst.name,
    symbol: task.symbol,
    score: null,
    abstained: AppError.from(error).said,
    signals: [],
    evidence: [],
    notes: [],
  }))
}

function readingOf(symbols: readonly string[], asked: Asked): Reading {
  return {
    confidence: 1,
    intent: 'analysis',
    symbols,
    period: null,
    analysts: ['technical', 'fundamental', 'sentiment'],
    answer: null,
    choices: [],
    aspect: null,
    ...asked,
  }
}

function turnOf(brief: Brief): Turn {
  const threadId = 'fake:room' as const
  const evidence = [...brief.findings, ...brief.verdicts].flatMap((each) => each.evidence)
  const at = brief.question.askedAt
  return {
    id: 'earlier',
    threadId,
    message: {
      id: 'm0',
      channel: 'fake',
      organisation: { id: 'fake:org', name: 'Org' },
      roomId: 'room',
      threadId,
      author: { id: 'ann', name: 'Ann' },
      text: 'How does it look?',
      addressed: true,
      sentAt: at,
    },
    state: 'done',
    reply: {
      text: '',
      route: { project: 'stocks', intent: 'analysis', agents: [], symbols: [], period: null },
      verdicts: brief.verdicts,
      evidence,
      choices: [],
      usage: [],
      timings: {},
    },
    failure: null,
    createdAt: at,
    endedAt: at,
  }
}
