import type { SharedState } from '../../core/shared-state.ts'

export interface BreakerOptions {
  /** So many failures without a success between them, and the model rests. */
  readonly failures: number
  /** Older failures are forgotten. */
  readonly withinMs: number
  /** The first rest; each that follows a failed probe is twice as long. */
  readonly restMs: number
  readonly longestRestMs: number
  /** How long a probe may be under way before another may try. */
  readonly probeMs: number
}

export const breakerOptions: BreakerOptions = {
  failures: 5,
  withinMs: 60_000,
  restMs: 10_000,
  longestRestMs: 120_000,
  probeMs: 60_000,
}

export type BreakerState = 'closed' | 'half_open' | 'open'

export interface BreakerDeps {
  readonly state: SharedState
  readonly now: () => number
  readonly options: BreakerOptions
  readonly onState: (state: BreakerState) => void
}

/** Keeps calls away from a model that fails, for all replicas at once. */
export interface Breaker {
  /** Null while the model rests. */
  ask(): Promise<Permit | null>
  /** The model itself asked for a rest. */
  rest(forMs: number): Promise<void>
}

/** Ends with exactly one of these. */
export interface Permit {
  /** The one call that finds out whether the model is back. */
  readonly isProbe: boolean
  succeeded(): Promise<void>
  failed(): Promise<void>
  /** It came to no result. */
  released(): Promise<void>
}

/**
 * Closed: calls pass, failures in a row are counted. Open: none pass until the rest is over. Then half open:
 * one call, on one replica, passes as a probe; it closes the breaker or begins a longer rest. A model in
 * health costs one read of the shared state a call and no write.
 */
export function breaker(target: string, deps: BreakerDeps): Breaker {
  const { state, now, options, onState } = deps
  const [resting, failures, probe] = [`rest:${target}`, `failures:${target}`, `probe:${target}`]

  async function ask(): Promise<Permit | null> {
    const [rest, count] = await state.read([resting, failures])
    if (!rest) {
      onState('closed')
      return closedPermit(count !== null)
    }
    const { until, ms } = parse(rest)
    const mayProbe = now() >= until && (await state.claim(probe, options.probeMs))
    onState(mayProbe ? 'half_open' : 'open')
    return mayProbe ? probePermit(ms) : null
  }

  function closedPermit(hasFailures: boolean): Permit {
    return {
      isProbe: false,
      succeeded: async () => (hasFailures ? state.forget([failures]) : undefined),
      async failed() {
        const count = await state.count(failures, options.withinMs)
        if (count >= options.failures) await begin(options.restMs)
      },
      released: async () => {},
    }
  }

  function probePermit(restMs: number): Permit {
    return {
      isProbe: true,
      async succeeded() {
        await state.forget([resting, failures, probe])
        onState('closed')
      },
      failed: () => begin(Math.min(restMs * 2, options.longestRestMs)),
      released: () => state.forget([probe]),
    }
  }

  /** Kept well beyond its end, so that what follows it is a probe and not a crowd. */
  async function begin(ms: number): Promise<void> {
    onState('open')
    await state.write(resting, `${now() + ms} ${ms}`, ms + 10 * options.longestRestMs)
    await state.forget([probe])
  }

  return { ask, rest: (forMs) => begin(Math.min(forMs, options.longestRestMs)) }
}

function parse(rest: string): { readonly until: number; readonly ms: number } {
  const [until = Number.NaN, ms = Number.NaN] = rest.split(' ').map(Number)
  // What somebody else wrote under our key is no rest: the next call is a probe.
  return Number.isFinite(until + ms) ? { until, ms } : { until: 0, ms: breakerOptions.restMs }
}
