import type { CallEnd, CallOutcome, ModelLedger } from '../../core/model-ledger.ts'
import type { ModelMetrics } from '../../core/model-metrics.ts'
import type { ModelEvent, ModelProvider, ModelRequest } from '../../core/model.ts'
import { approximateDollars } from '../../core/money.ts'
import type { Usage } from '../../core/types.ts'
import type { PriceTable } from './prices.ts'
import { estimateTokens } from './tokens.ts'

/** One call of a provider, under way. */
export interface Call {
  readonly id: string
  readonly model: ModelProvider
  readonly request: ModelRequest
  readonly startedAt: Date
}

/** What came of it so far. */
export interface Heard {
  readonly begunMs: number
  text: string
  firstTextMs?: number
  end?: Extract<ModelEvent, { type: 'done' | 'failed' }>
}

export function hear(heard: Heard, event: ModelEvent): void {
  if (event.type === 'done' || event.type === 'failed') heard.end = event
  if (event.type !== 'text') return
  heard.text += event.delta
  heard.firstTextMs ??= performance.now() - heard.begunMs
}

/** All of a request that a model reads. */
export function wordsOf({ caller: _caller, signal: _signal, ...said }: ModelRequest): string {
  return JSON.stringify(said)
}

/** What a metered model is handed. */
export interface Metering {
  /** Where calls are written down; a promise, as models are chosen before the database is open. */
  readonly ledger: Promise<ModelLedger>
  readonly prices: PriceTable
  readonly metrics: ModelMetrics
  /** Told of a call whose end could not be written down: the answer does not suffer from it. */
  readonly onTrouble: (error: unknown) => void
}

/** Writes down how a call ended and what it used. Never throws. */
export async function record(call: Call, heard: Heard, metering: Metering): Promise<void> {
  try {
    const tookMs = performance.now() - heard.begunMs
    const usage = await usageOf(call, heard)
    const end: CallEnd = {
      outcome: outcomeOf(heard),
      usage,
      cost: metering.prices.costOf(usage, call.startedAt),
      tookMs: Math.round(tookMs),
      firstTextMs: heard.firstTextMs === undefined ? null : Math.round(heard.firstTextMs),
    }
    count(end, metering.metrics)
    if (call.request.caller) await (await metering.ledger).settle(call.id, end)
  } catch (error) {
    metering.onTrouble(error)
  }
}

function outcomeOf({ end }: Heard): CallOutcome {
  if (!end) return 'stopped'
  return end.type === 'done' ? 'done' : end.error.code
}

/** What the provider said it was; our own count where it did not; nothing where it was never reached. */
async function usageOf({ model, request }: Call, { text, end }: Heard): Promise<Usage> {
  const which = { provider: model.name, model: model.model }
  if (end?.usage) return { ...end.usage, ...which }
  if (end && text === '') return { ...which, inputTokens: 0, outputTokens: 0, estimated: false }
  return {
    ...which,
    inputTokens: await estimateTokens(wordsOf(request)),
    outputTokens: await estimateTokens(text),
    estimated: true,
  }
}

function count({ outcome, usage, cost, tookMs, firstTextMs }: CallEnd, metrics: ModelMetrics) {
  const { provider, model, inputTokens, outputTokens } = usage
  const { cachedInputTokens = 0, cacheWriteTokens = 0 } = usage
  metrics.modelCalled({
    provider,
    model,
    outcome,
    inputTokens,
    cachedInputTokens,
    cacheWriteTokens,
    outputTokens,
    costUsd: cost === null ? null : approximateDollars(cost),
    tookMs,
    firstTextMs,
  })
}
