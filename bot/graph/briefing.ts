import type { Brief } from '../../core/project.ts'
import { quoted, unmarked } from '../../core/quoted.ts'
import type { Finding, Question, Value } from '../../core/types.ts'

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

/** In characters: what a model reads of all files together. */
const mostAttached = 12_000

/** Words of others, whoever attached them. Each file has its even share. */
function attachedTo({ attachments = [] }: Question) {
  const share = Math.floor(mostAttached / Math.max(1, attachments.length))
  return attachments.map(({ name, text }) => ({
    name: quoted(name.slice(0, 100)),
    text: quoted(text.slice(0, share)),
    isWhole: text.length <= share,
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
