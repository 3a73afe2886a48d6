import { randomUUID } from 'node:crypto'

import type { Cache } from '../../core/cache.ts'
import type { AnalysisTask, Analyst } from '../../core/project.ts'
import type { Evidence, Finding, Value } from '../../core/types.ts'
import { dayMs } from './data/day.ts'
import { unitsOf } from './facts.ts'
import { worst } from './freshness.ts'
import { neutralText } from './sentiment/neutral-text.ts'
import { readHeadlines, type Scored } from './sentiment/read-headlines.ts'
import {
  directionOf,
  halfLifeDays,
  longestDays,
  type Read,
  recentStories,
  type Tone,
  toneOf,
} from './sentiment/tone.ts'
import type { Fetched, Headline, MarketData } from './types.ts'

export interface SentimentDeps extends Pick<MarketData, 'news'> {
  /** For what a model made of headlines. */
  readonly cache: Cache
}

/** Reads what the papers say of one symbol: with a model where there is one, else with a lexicon of financial news. */
export function sentimentAnalyst({ news, cache }: SentimentDeps): Analyst {
  return {
    name: 'sentiment',
    title: 'Reading the news',
    async analyse(task) {
      const fetched = await news.fetch(task)
      const stories = recentStories(fetched.value, task.askedAt)
      if (stories.length === 0) return silence(task, fetched)
      const scored = await readHeadlines(stories, { ...readingOf(task, fetched), cache })
      const pairs = stories.map((headline, at) => ({ headline, score: scored.scores[at] ?? 0 }))
      return findingOf(task, fetched, { ...scored, tone: toneOf(pairs, task.askedAt) })
    },
  }
}

/** Headlines that were made up are not worth a model's call. */
function readingOf({ symbol, reader, signal }: AnalysisTask, { freshness }: Fetched<unknown>) {
  return { symbol, signal, ...(reader && freshness !== 'demo' && { reader }) }
}

function silence({ symbol }: AnalysisTask, { notes }: Fetched<unknown>): Finding {
  const abstained = `no headlines on ${symbol} in the last ${longestDays} days`
  const nothing = { score: null, signals: [], evidence: [] }
  return { analyst: 'sentiment', symbol, abstained, ...nothing, notes }
}

interface Heard extends Pick<Scored, 'reader' | 'notes'> {
  readonly tone: Tone
}

function findingOf(
  { symbol, askedAt }: AnalysisTask,
  fetched: Fetched<readonly Headline[]>,
  { tone, reader, notes }: Heard,
): Finding {
  const { score, read } = tone
  const counts = countsOf(read)
  const { positiveCount, negativeCount, headlineCount } = counts
  const reading = `${positiveCount} good and ${negativeCount} bad of ${headlineCount} headlines`
  return {
    analyst: 'sentiment',
    symbol,
    score,
    abstained: null,
    signals: [{ name: 'headlines', reading, direction: directionOf(score), weight: 1 }],
    evidence: [evidenceOf({ symbol, askedAt, reader }, fetched, tone)],
    notes: [...fetched.notes, ...notes],
  }
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
  { symbol, askedAt, reader }: Pick<AnalysisTask, 'symbol' | 'askedAt'> & Pick<Scored, 'reader'>,
  { source, fetchedAt, freshness }: Fetched<unknown>,
  { score, read }: Tone,
): Evidence {
  const newest = newestOf(read)
  const isOld = askedAt.getTime() - Date.parse(newest) > staleDays * dayMs
  const facts = { ...countsOf(read), newestHeadlineAt: newest, sentimentScore: score }
  return {
    id: randomUUID(),
    tool: 'stocks.sentiment',
    arguments: { symbol, halfLifeDays, longestDays, reader },
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
