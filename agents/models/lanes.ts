import type { ModelProvider } from '../../core/model.ts'
import type { RoutingMetrics } from '../../core/routing-metrics.ts'
import type { SharedState } from '../../core/shared-state.ts'
import type { Lanes } from './attempts.ts'
import { breaker, type BreakerOptions, breakerOptions } from './breaker.ts'
import { bulkhead } from './bulkhead.ts'
import type { Chain } from './chains.ts'
import { type Lane, lane } from './lane.ts'
import { type Open, type OpenDeps, opener } from './open.ts'
import { readNumber, type Settings } from './settings.ts'
import { nameOf, type Target } from './targets.ts'

export interface LanesDeps extends OpenDeps {
  /** Of the breakers. */
  readonly state: SharedState
  readonly metrics: RoutingMetrics
  /** Put around each model, so that it sees every single call. */
  readonly wrap?: (model: ModelProvider) => ModelProvider
  readonly breaker?: BreakerOptions
  readonly now?: () => number
}

/** One lane for each model, whoever calls it. */
export interface OpenLanes {
  /** Null for an empty chain. */
  of(chain: Chain): Lanes | null
  /** Loads the first model of the chain before it is needed. */
  load(chain: Chain): Promise<void>
}

/** `known` are the targets of the settings; people may name others. */
export function openLanes(settings: Settings, deps: LanesDeps, known: Chain): OpenLanes {
  const calls = readNumber(settings, 'LLM_CONCURRENCY', { from: 1, to: 10_000 }) ?? usualCalls
  const names = new Set(known.map(nameOf))
  const opens = new Map(known.map((target) => [nameOf(target), openOf(target)]))
  const lanes = new Map<string, Lane>()

  function openOf(target: Target): Open {
    const open = opener(settings, target, deps)
    const { wrap = (model) => model } = deps
    let model: Promise<ModelProvider> | undefined
    return () => (model ??= open().then(wrap))
  }

  function laneOf(target: Target): Lane {
    const name = nameOf(target)
    const found = lanes.get(name) ?? openLane(target, name)
    // The latest at the end: the first is then the one that nobody asked for longest.
    lanes.delete(name)
    lanes.set(name, found)
    forgetOldest()
    return found
  }

  function openLane(target: Target, name: string): Lane {
    const labels = { provider: target.provider, model: names.has(name) ? target.model : 'other' }
    return lane({
      target,
      open: opens.get(name) ?? openOf(target),
      breaker: breaker(name, {
        state: deps.state,
        now: deps.now ?? Date.now,
        options: deps.breaker ?? breakerOptions,
        onState: (state) => deps.metrics.breakerIs({ ...labels, state }),
      }),
      bulkhead: bulkhead(name, { calls, queue: calls }),
      onEnd: (outcome) => deps.metrics.modelAttempted({ ...labels, outcome }),
    })
  }

  /** Models that only people named do not pile up. */
  function forgetOldest(): void {
    const named = [...lanes.keys()].filter((name) => !names.has(name))
    for (const name of named.slice(0, -mostNamed)) lanes.delete(name)
  }

  return {
    of(chain) {
      const [first, ...rest] = chain
      return first ? [laneOf(first), ...rest.map(laneOf)] : null
    },
    async load([first]) {
      if (first) await opens.get(nameOf(first))?.()
    },
  }
}

const usualCalls = 256
const mostNamed = 20
