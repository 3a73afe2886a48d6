import { Counter, Gauge, type Registry } from 'prom-client'

/** What is counted of the way to a model. One that only a person named is `other`. */
export interface RoutingMetrics {
  /** A call that was wanted: done, left, or why it came to nothing. */
  modelAttempted(attempt: {
    readonly provider: string
    readonly model: string
    readonly outcome: string
  }): void
  breakerIs(breaker: {
    readonly provider: string
    readonly model: string
    readonly state: 'closed' | 'half_open' | 'open'
  }): void
}

export function routingMetrics(registry: Registry): RoutingMetrics {
  const registers = [registry]
  const attempts = new Counter({
    name: 'llm_attempts_total',
    help: 'Calls of models that were wanted, by how they ended.',
    labelNames: ['provider', 'model', 'outcome'],
    registers,
  })
  const breakers = new Gauge({
    name: 'llm_breaker_state',
    help: '0 while calls pass, 1 while one call probes, 2 while the model rests.',
    labelNames: ['provider', 'model'],
    registers,
  })

  return {
    modelAttempted: (attempt) => attempts.inc(attempt),
    breakerIs: ({ provider, model, state }) => breakers.set({ provider, model }, levels[state]),
  }
}

const levels = { closed: 0, half_open: 1, open: 2 }
