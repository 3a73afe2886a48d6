import type { Brief, Reading } from '../../core/project.ts'
import type { Evidence, Finding, Question, Verdict } from '../../core/types.ts'

/** Small, whole pieces of a turn for tests of the graph. */
export function evidence(values: Evidence['values'], more: Partial<Evidence> = {}): Evidence {
  return {
    id: 'e1',
    tool: 'test.tool',
    arguments: {},
    source: 'test',
    asOf: '2017-12-29',
    fetchedAt: '2018-01-02T10:00:00.000Z',
    freshness: 'closed',
    values,
    units: {},
    ...more,
  }
}

export function finding(more: Partial<Finding> = {}): Finding {
  return {
    analyst: 'technical',
    symbol: 'AAPL',
    score: 0.5,
    abstained: null,
    signals: [],
    evidence: [],
    notes: [],
    ...more,
  }
}

export function question(text: string): Question {
  return { text, history: [], askedAt: new Date('2018-01-02T10:00:00Z') }
}

export function reading(more: Partial<Reading> = {}): Reading {
  return {
    confidence: 1,
    intent: 'analysis',
    symbols: ['AAPL'],
    period: null,
    analysts: ['technical'],
    answer: null,
    choices: [],
    aspect: null,
    ...more,
  }
}

export function brief(values: Evidence['values'], verdicts: readonly Verdict[] = []): Brief {
  return {
    question: question('How does AAPL look?'),
    reading: reading(),
    findings: [finding({ evidence: [evidence(values)] })],
    verdicts,
  }
}
