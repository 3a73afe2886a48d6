import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

import { type ModelMetrics, modelMetrics } from './model-metrics.ts'
import { type RoutingMetrics, routingMetrics } from './routing-metrics.ts'

/** The business events that are counted. Labels are few and never ids. */
export interface Metrics extends ModelMetrics, RoutingMetrics {
  messageReceived(channel: string): void
  /** Of those received, so many were known already. */
  messagesRepeated(channel: string, count: number): void
  turnEnded(turn: {
    readonly channel: string
    readonly outcome: string
    readonly tookMs: number
  }): void
  turnInterrupted(channel: string): void
  turnsRunning(count: number): void
  /** A person's vote on a reply: up, down. */
  replyRated(channel: string, vote: string): void
  analystEnded(analyst: string, outcome: 'found' | 'abstained', tookMs: number): void
  numberStruck(): void
  /** Something that tried to speak to a model: a suspicious question, words withheld from it, a leak it was stopped at. */
  injectionSeen(kind: 'question' | 'words' | 'leak' | 'call'): void
  /** One question to the cache: hit, miss, stale, failed. */
  cacheAsked(kind: string, outcome: string): void
  /** One run of a job: done, retry, poisoned, handed_over. */
  jobEnded(job: string, outcome: string, tookMs: number): void
  redisState(state: 'up' | 'down'): void
  requestServed(request: {
    readonly method: string
    readonly route: string
    readonly status: number
    readonly tookMs: number
  }): void
  /** In Prometheus' text format. */
  text(): Promise<string>
}

const seconds = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120]

export function openMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  // The default wakes an idle process a hundred times a second, which costs 5 ms of CPU.
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 100 })
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Counter({ name, help, labelNames, registers })
  const histogram = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Histogram({ name, help, labelNames, registers, buckets: seconds })

  const messages = counter('hub_messages_total', 'Messages received.', ['channel'])
  const repeats = counter('hub_messages_repeated_total', 'Told again.', ['channel'])
  const turns = histogram('hub_turn_seconds', 'From claim to end.', ['channel', 'outcome'])
  const interruptions = counter('hub_turn_interruptions_total', 'Runs cut short.', ['channel'])
  const ratings = counter('hub_ratings_total', 'Votes on replies.', ['channel', 'vote'])
  const running = new Gauge({ name: 'hub_turns_running', help: 'Turns running here.', registers })
  const analysts = histogram('hub_analyst_seconds', 'One analyst on one symbol.', [
    'analyst',
    'outcome',
  ])
  const struck = counter('hub_numbers_struck_total', 'Numbers without evidence.', [])
  const injections = counter('hub_injections_total', 'Attempts to instruct a model.', ['kind'])
  const cache = counter('hub_cache_total', 'Questions to the cache.', ['kind', 'outcome'])
  const jobs = histogram('hub_job_seconds', 'One run of a job.', ['job', 'outcome'])
  const redis = new Gauge({ name: 'hub_redis_up', help: '1 while Redis answers.', registers })
  const requests = histogram('hub_http_seconds', 'HTTP requests.', ['method', 'route', 'status'])

  return {
    ...modelMetrics({ counter, histogram }),
    ...routingMetrics(registry),
    messageReceived: (channel) => messages.inc({ channel }),
    messagesRepeated: (channel, count) => repeats.inc({ channel }, count),
    turnEnded: ({ channel, outcome, tookMs }) =>
      turns.observe({ channel, outcome }, tookMs / 1_000),
    turnInterrupted: (channel) => interruptions.inc({ channel }),
    turnsRunning: (count) => running.set(count),
    replyRated: (channel, vote) => ratings.inc({ channel, vote }),
    analystEnded: (analyst, outcome, tookMs) =>
      analysts.observe({ analyst, outcome }, tookMs / 1_000),
    numberStruck: () => struck.inc(),
    injectionSeen: (kind) => injections.inc({ kind }),
    cacheAsked: (kind, outcome) => cache.inc({ kind, outcome }),
    jobEnded: (job, outcome, tookMs) => jobs.observe({ job, outcome }, tookMs / 1_000),
    redisState: (state) => redis.set(state === 'up' ? 1 : 0),
    requestServed: ({ method, route, status, tookMs }) =>
      requests.observe({ method, route, status }, tookMs / 1_000),
    text: () => registry.metrics(),
  }
}
