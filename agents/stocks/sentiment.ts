import { randomUUID } from 'node:crypto'

import type { AnalysisTask, Analyst } from '../../core/project.ts'
import type { Evidence, Finding, Value } from '../../core/types.ts'
import { dayMs } from './data/day.ts'
import { unitsOf } from './facts.ts'
import { worst } from './freshness.ts'
import { neutralText } from './sentiment/neutral-text.ts'
import { halfLifeDays, longestDays, type Read, type Tone, toneOf } from './sentiment/tone.ts'
import type { Fetched, Headline, MarketData } from './types.ts'

/** Reads what the papers say of one symbol, without a model: a lexicon of financial headlines. */
export function sentimentAnalyst(data: Pick<MarketData, 'news'>): Analyst {
  return {
    name: 'sentiment',
    title: 'Reading the news',
    async analyse(task) {
      const fetched = await data.news.fetch(task)
      const tone = toneOf(fetched.value, task.askedAt)
      return tone === null ? silence(task, fetched) : findingOf(task, fetched, tone)
    },
  }
}

function silence({ symbol }: AnalysisTask, { notes }: Fetched<unknown>): Finding {
  const abstained = `no headlines on ${symbol} in the last ${longestDays} days`
  const nothing = { score: null, signals: [], evidence: [] }
  return { analyst: 'sentiment', symbol, abstained, ...nothing, notes }
}

function findingOf(
  { symbol, askedAt }: AnalysisTask,
  fetched: Fetched<readonly Headline[]>,
  { score, read }: Tone,
): Finding {
  const counts = countsOf(read)
  const { positiveCount, negativeCount, headlineCount } = counts
  const reading = `${positiveCount} good and ${negativeCount} bad of ${headlineCount} headlines`
  return {
    analyst: 'sentiment',
    symbol,
    score,
    abstained: null,
    signals: [{ name: 'headlines', reading, direction: directionOf(score), weight: 1 }],
    evidence: [evidenceOf(symbol, askedAt, fetched, { score, read })],
    notes: fetched.notes,
  }
}

/** Scores nearer to nothing than this are neutral. */
const neutral = 0.1

function directionOf(score: number): -1 | 0 | 1 {
  if (score > neutral) return 1
  return score < -neutral ? -1 : 0
}

function countsOf(read: readonly Read[]) {
  const count = (direction: -1 | 0 | 1) =>
    read.filter(({ score }) => directionOf(score) === direction).length
  return {
    headlineCount: read.length,
    positiveCount: count(1),
    negativeCount: count(-1),
    neutralCount: count(0),
  }
}

/** News of a week ago is old news. */
const staleDays = 7

function evidenceOf(
  symbol: string,
  askedAt: Date,
  { source, fetchedAt, freshness }: Fetched<unknown>,
  { score, read }: Tone,
): Evidence {
  const newest = newestOf(read)
  const isOld = askedAt.getTime() - Date.parse(newest) > staleDays * dayMs
  const facts = { ...countsOf(read), newestHeadlineAt: newest, sentimentScore: score }
  return {
    id: randomUUID(),
    tool: 'stocks.sentiment',
    arguments: { symbol, halfLifeDays, longestDays },
    source,
    asOf: newest,
    fetchedAt,
    freshness: isOld ? worst([freshness, 'stale']) : freshness,
    values: { ...facts, ...movers(read) },
    units: unitsOf(Object.keys(facts), null),
  }
}

function newestOf(read: readonly Read[]): string {
  return read
    .map(({ headline }) => headline.publishedAt)
    .reduce((one, other) => (one > other ? one : other))
}

/** The three headlines that moved the score most: `headline1`, `headline1Publisher`, `headline1At`, … */
function movers(read: readonly Read[]): Record<string, Value> {
  const told = read.slice(0, 3).flatMap(({ headline }, index) => {
    const name = `headline${index + 1}`
    return [
      [name, neutralText(headline.title)],
      [`${name}Publisher`, neutralText(headline.publisher, 40)],
      [`${name}At`, headline.publishedAt],
    ]
  })
  return Object.fromEntries(told)
}
