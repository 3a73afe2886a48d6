import type { ModelEvent, ModelRequest } from '../../core/model.ts'
import type { Usage } from '../../core/types.ts'
import { type Attempts, attempts, type Clock, type Lanes } from './attempts.ts'
import { kindOf } from './failure.ts'
import type { ModelEnd } from './lane.ts'
import type { Target } from './targets.ts'

/**
 * One answer from many models: the first that gives one. A call that fails is made again, of the same model
 * or the next, until the deadline; `restart` says that what came so far is void, as two answers are never spliced.
 */
export function route(
  lanes: Lanes,
  clock: Clock,
  request: ModelRequest,
): AsyncIterable<ModelEvent> {
  return { [Symbol.asyncIterator]: () => new Route(lanes, clock, request) }
}

/** An iterator by hand: in health, what a call says is handed on as it is, at no cost. */
class Route implements AsyncIterator<ModelEvent> {
  readonly #clock: Clock
  readonly #limit: Limit
  readonly #request: ModelRequest
  readonly #tries: Attempts
  #call: AsyncIterator<ModelEvent> | undefined
  #waitMs = 0
  #isOver = false

  constructor(lanes: Lanes, clock: Clock, request: ModelRequest) {
    this.#clock = clock
    this.#limit = startLimit(request, clock)
    const { signal } = this.#limit
    this.#request = signal === request.signal ? request : { ...request, signal }
    this.#tries = attempts(lanes, clock, this.#limit)
  }

  next(): Promise<Result> {
    if (this.#isOver) return Promise.resolve(over)
    return this.#call ? this.#call.next() : this.#begin()
  }

  async return(): Promise<Result> {
    if (this.#isOver) return over
    this.#close()
    await this.#call?.return?.()
    return over
  }

  async #begin(): Promise<Result> {
    // Whoever is stopped while it waits finds that out at the call, which is then not made.
    if (this.#waitMs > 0) await this.#clock.sleep(this.#waitMs, this.#limit.signal).catch(() => {})
    if (this.#isOver) return over
    const lane = this.#tries.lane()
    this.#call = lane.call(this.#request, (end) => this.#after(end, lane.target))
    return this.#call.next()
  }

  #after(end: ModelEnd, target: Target): Result | Promise<Result> {
    this.#call = undefined
    if (end.type === 'done') return this.#finish(end)
    const { error, partial } = end
    const waitMs = this.#tries.next(error)
    const usage = usageOf(end, target)
    if (waitMs === null) {
      const told = this.#tries.verdict(error)
      return this.#finish({ type: 'failed', error: told, partial, ...usage })
    }
    this.#waitMs = waitMs
    if (!usage) return this.#begin()
    return { done: false, value: { type: 'restart', error, ...usage } }
  }

  #finish(value: ModelEnd): Result {
    this.#close()
    return { done: false, value }
  }

  #close(): void {
    this.#isOver = true
    this.#limit.close()
  }
}

type Result = IteratorResult<ModelEvent>

const over = { done: true, value: undefined } as const

type Failed = Extract<ModelEnd, { type: 'failed' }>

/** A call in vain is shown with the others; one that was never made is not. */
function usageOf({ error, usage }: Failed, target: Target): { readonly usage: Usage } | undefined {
  const failure = kindOf(error)
  if (failure === 'resting' || failure === 'full') return undefined
  return { usage: { ...(usage ?? unused(target)), failure } }
}

function unused({ provider, model }: Target): Usage {
  return { provider, model, inputTokens: 0, outputTokens: 0, estimated: false }
}

interface Limit {
  readonly signal: AbortSignal
  readonly deadline: number
  close(): void
}

/** For a caller who set no deadline: it bounds what is begun, not what is under way. */
const usualMs = 120_000

/** The caller's signal, cut short at the deadline. */
function startLimit({ signal, deadline }: ModelRequest, clock: Clock): Limit {
  const now = clock.now()
  if (deadline === undefined) return { signal, deadline: now + usualMs, close: () => {} }
  const own = new AbortController()
  const stop = () => own.abort(signal.reason)
  const late = () => own.abort(new DOMException('the turn is out of time', 'TimeoutError'))
  const timer = setTimeout(late, Math.max(0, deadline - now))
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop, { once: true })
  return {
    signal: own.signal,
    deadline,
    close() {
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
    },
  }
}
