import type { Brief } from '../../core/project.ts'
import { quoted, unmarked } from '../../core/quoted.ts'
import type { Finding, Question, Value } from '../../core/types.ts'
import { handed } from './handed.ts'

/** The brief as a writing model reads it: the question, and every fact it may use, as JSON; words of others quoted. */
export function briefing({ question, reading, findings, verdicts }: Brief): string {
  return JSON.stringify({
    question: unmarked(question.text),
    longAgo: question.summary,
    ...(question.attachments?.length ? { attached: attachedTo(question) } : {}),
    earlier: question.history.slice(-3).map(({ message }) => quoted(message.text.slice(0, 300))),
    reading: {
      intent: reading.intent,
      symbols: reading.symbols,
      aspect: reading.aspect,
      period: reading.period,
      isLong: reading.isLong,
      order: reading.order,
    },
    findings: findings.map(factsOf),
    verdicts: verdicts.map(({ symbol, rating, confidence, coverage, changes, risks }) => ({
      symbol,
      rating,
      confidencePercent: Math.round(confidence * 100),
      coverage,
      changes,
      risks,
    })),
  })
}

/** Words of others, whoever attached them. */
function attachedTo(question: Question) {
  return handed(question).map(({ name, text, isWhole }) => ({
    name: quoted(name),
    text: quoted(text),
    isWhole,
  }))
}

function factsOf({ analyst, symbol, abstained, signals, evidence, notes }: Finding) {
  return {
    analyst,
    symbol,
    abstained,
    notes,
    signals: signals.map(({ reading, direction }) => ({ reading, direction })),
    evidence: evidence.map(({ tool, source, asOf, freshness, values, units }) => ({
      tool,
      source,
      asOf,
      freshness,
      values: Object.fromEntries(Object.entries(values).flatMap(known)),
      units,
    })),
  }
}

/** Missing values are left out, and words of others are quoted. */
function known([name, value]: [string, Value]): [string, Value][] {
  if (value === null) return []
  return [[name, typeof value === 'string' && !isDate(value) ? quoted(value) : value]]
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z)?$/.test(text)
}
