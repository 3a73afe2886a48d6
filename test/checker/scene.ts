import { unitsOf } from '../../agents/stocks/facts.ts'
import type { Brief } from '../../core/project.ts'
import type { Evidence, Finding, Turn, Verdict } from '../../core/types.ts'

type Values = Evidence['values']

/** What a sentence may be written from. */
export interface Scene {
  readonly intent: string
  readonly findings: readonly Finding[]
  readonly verdicts: readonly Verdict[]
  readonly history: readonly Turn[]
}

interface Looked {
  readonly finding: Finding
  readonly verdict: Verdict | null
}

/** One symbol as the stocks project finds it: values by tool. */
export function stock(
  symbol: string,
  currency: string,
  asOf: string,
  tools: Readonly<Record<string, Values>>,
): Looked {
  const all = Object.entries(tools).map(([tool, values]) => ({
    ...evidenceOf({ symbol, tool: `stocks.${tool}`, asOf, values }),
    units: unitsOf(Object.keys(values), currency),
  }))
  const judged = all.find(({ tool }) => tool === 'stocks.recommendation')
  return {
    finding: findingOf(
      symbol,
      all.filter((each) => each !== judged),
    ),
    verdict: judged === undefined ? null : verdictOf(symbol, judged),
  }
}

export function compare(intent: string, looked: readonly Looked[]): Scene {
  return {
    intent,
    findings: looked.map(({ finding }) => finding),
    verdicts: looked.flatMap(({ verdict }) => verdict ?? []),
    history: [],
  }
}

/** A project that says nothing of its words: values and units alone. */
export function plain(
  project: string,
  symbol: string,
  asOf: string,
  { values, units }: Pick<Evidence, 'values' | 'units'>,
): Scene {
  const evidence = { ...evidenceOf({ symbol, tool: `${project}.week`, asOf, values }), units }
  return {
    intent: 'analysis',
    findings: [findingOf(symbol, [evidence])],
    verdicts: [],
    history: [],
  }
}

/** An earlier turn of the thread, whose reply had this evidence. */
export function historyOf(symbol: string, { finding, verdict }: Looked): readonly Turn[] {
  const evidence = [...finding.evidence, ...(verdict === null ? [] : [verdict.evidence])]
  const sentAt = new Date(evidence[0]?.asOf ?? '')
  const threadId = 'fake:room' as const
  return [
    {
      id: 'earlier',
      threadId,
      message: {
        id: 'm0',
        channel: 'fake',
        organisation: { id: 'fake:org', name: 'Org' },
        roomId: 'room',
        threadId,
        author: { id: 'ann', name: 'Ann' },
        text: `How does ${symbol} look?`,
        addressed: true,
        sentAt,
      },
      state: 'done',
      reply: {
        text: 'As I said.',
        route: {
          project: 'stocks',
          intent: 'analysis',
          agents: [],
          symbols: [symbol],
          period: null,
        },
        verdicts: verdict === null ? [] : [verdict],
        evidence,
        choices: [],
        usage: [],
        timings: {},
      },
      failure: null,
      createdAt: sentAt,
      endedAt: sentAt,
    },
  ]
}

export function briefOf({ intent, findings, verdicts, history }: Scene): Brief {
  const symbols = [...new Set(findings.map(({ symbol }) => symbol))]
  const asked = findings[0]?.evidence[0]?.fetchedAt ?? ''
  return {
    question: { text: 'How does it look?', history, askedAt: new Date(asked) },
    reading: {
      confidence: 1,
      intent,
      symbols,
      period: null,
      analysts: ['technical'],
      answer: null,
      choices: [],
      aspect: null,
    },
    findings,
    verdicts,
  }
}

function evidenceOf({
  symbol,
  tool,
  asOf,
  values,
}: {
  readonly symbol: string
  readonly tool: string
  readonly asOf: string
  readonly values: Values
}): Evidence {
  return {
    id: `${symbol}-${tool}-${asOf}`,
    tool,
    arguments: { symbol },
    source: 'made up',
    asOf,
    fetchedAt: `${asOf}T21:30:00.000Z`,
    freshness: 'closed',
    values,
    units: {},
  }
}

function findingOf(symbol: string, evidence: readonly Evidence[]): Finding {
  return {
    analyst: 'technical',
    symbol,
    score: null,
    abstained: null,
    signals: [],
    evidence,
    notes: [],
  }
}

function verdictOf(symbol: string, evidence: Evidence): Verdict {
  const { rating, confidencePercent } = evidence.values
  return {
    analyst: 'recommendation',
    symbol,
    rating: String(rating),
    confidence: Number(confidencePercent) / 100,
    coverage: '',
    changes: [],
    risks: [],
    evidence,
  }
}
