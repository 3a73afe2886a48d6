import type { Counter, Histogram } from 'prom-client'

/** What is counted of calls of models. */
export interface ModelMetrics {
  modelCalled(call: CountedCall): void
  /** A call was not made: a limit was reached. */
  modelRefused(scope: string, period: string): void
}

/** One call that has ended. */
export interface CountedCall {
  readonly provider: string
  readonly model: string
  /** done, or the code of the error. */
  readonly outcome: string
  readonly inputTokens: number
  /** Parts of the input. */
  readonly cachedInputTokens: number
  readonly cacheWriteTokens: number
  readonly outputTokens: number
  /** Null when the model has no price. */
  readonly costUsd: number | null
  readonly tookMs: number
  /** Null when it said nothing. */
  readonly firstTextMs: number | null
}

interface Instruments {
  counter<Label extends string>(name: string, help: string, labels: Label[]): Counter<Label>
  histogram<Label extends string>(name: string, help: string, labels: Label[]): Histogram<Label>
}

export function modelMetrics({ counter, histogram }: Instruments): ModelMetrics {
  const which = ['provider', 'model'] as const
  const calls = histogram('llm_call_seconds', 'Calls of models.', [...which, 'outcome'])
  const firstText = histogram('llm_first_text_seconds', 'From a call to its first text.', [
    ...which,
  ])
  const tokens = counter(
    'llm_tokens_total',
    "Tokens used; input is without cached_input and cache_write, from the provider's cache and into it.",
    [...which, 'kind'],
  )
  const cost = counter('llm_cost_usd_total', 'US dollars by the price table, about.', [...which])
  const unpriced = counter('llm_unpriced_calls_total', 'Calls whose cost is unknown.', [...which])
  const refusals = counter('llm_refused_calls_total', 'Calls that a limit forbade.', [
    'scope',
    'period',
  ])
  return {
    modelCalled({ provider, model, outcome, ...call }) {
      const labels = { provider, model }
      const { inputTokens, cachedInputTokens, cacheWriteTokens, outputTokens } = call
      const { costUsd, tookMs, firstTextMs } = call
      const fresh = Math.max(0, inputTokens - cachedInputTokens - cacheWriteTokens)
      calls.observe({ ...labels, outcome }, tookMs / 1_000)
      if (firstTextMs !== null) firstText.observe(labels, firstTextMs / 1_000)
      tokens.inc({ ...labels, kind: 'input' }, fresh)
      tokens.inc({ ...labels, kind: 'cached_input' }, cachedInputTokens)
      tokens.inc({ ...labels, kind: 'cache_write' }, cacheWriteTokens)
      tokens.inc({ ...labels, kind: 'output' }, outputTokens)
      if (costUsd === null) unpriced.inc(labels)
      else cost.inc(labels, costUsd)
    },
    modelRefused: (scope, period) => refusals.inc({ scope, period }),
  }
}
