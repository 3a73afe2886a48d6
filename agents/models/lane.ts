import { AppError } from '../../core/errors.ts'
import type { ModelEvent, ModelRequest } from '../../core/model.ts'
import type { Breaker, Permit } from './breaker.ts'
import type { Bulkhead } from './bulkhead.ts'
import { type FailureKind, kindOf, ModelError, rules } from './failure.ts'
import type { Open } from './open.ts'
import type { Target } from './targets.ts'

/** How one call ended; `left` when nobody read on. */
export type Outcome = 'done' | 'left' | FailureKind

export interface LaneDeps {
  readonly target: Target
  readonly open: Open
  readonly breaker: Breaker
  readonly bulkhead: Bulkhead
  readonly onEnd: (outcome: Outcome) => void
}

/** What comes after the end of a call: the end itself, or what is made of it. */
export type After = (end: ModelEnd) => Result | Promise<Result>
export type ModelEnd = Extract<ModelEvent, { type: 'done' | 'failed' }>
type Result = IteratorResult<ModelEvent>

/** The way to one model, with a gate that keeps calls out when it is ill or full. */
export interface Lane {
  readonly target: Target
  /** Never throws, and has an end like a model itself, which is handed to `after`. */
  call(request: ModelRequest, after: After): AsyncIterator<ModelEvent>
}

export function lane(deps: LaneDeps): Lane {
  /** What the gate says while the model rests. */
  let lastSaid: string | undefined

  async function enter(request: ModelRequest): Promise<Entered> {
    const leave = await deps.bulkhead.enter(request.signal)
    try {
      const permit = await deps.breaker.ask()
      if (permit === null) throw resting(deps.target, lastSaid)
      const events = (await deps.open()).stream(request)[Symbol.asyncIterator]()
      return { events, permit, leave }
    } catch (error) {
      leave()
      throw error
    }
  }

  /** A call that the caller cut short says nothing of the model. */
  function judged({ permit }: Entered, end: End, signal: AbortSignal): Promise<void> {
    if (end === 'left') return permit.released()
    if (end.type !== 'failed') return permit.succeeded()
    const { health } = rules[kindOf(end.error)]
    if (health === 'unknown' || signal.aborted) return permit.released()
    if (health === 'well') return permit.succeeded()
    lastSaid = end.error.said
    const { retryAfterMs = 0 } = end.error
    return retryAfterMs > worthWaitingMs ? deps.breaker.rest(retryAfterMs) : permit.failed()
  }

  return {
    target: deps.target,
    call(request, after) {
      return new Call(deps, {
        after,
        enter: () => enter(request),
        judged: (entered, end) => judged(entered, end, request.signal),
      })
    },
  }
}

/** A longer `Retry-After` is answered by another model, and this one is left alone for as long. */
export const worthWaitingMs = 5_000

interface Entered {
  readonly events: AsyncIterator<ModelEvent>
  readonly permit: Permit
  readonly leave: () => void
}

type End = ModelEnd | 'left'

interface Gate {
  readonly after: After
  readonly enter: () => Promise<Entered>
  readonly judged: (entered: Entered, end: End) => Promise<void>
}

/**
 * One call. An iterator by hand, because a generator around a generator costs three promises a chunk, and
 * the model's own events pass through here unchanged.
 */
class Call implements AsyncIterator<ModelEvent> {
  readonly #deps: LaneDeps
  readonly #gate: Gate
  #entered: Entered | undefined
  #isOver = false

  constructor(deps: LaneDeps, gate: Gate) {
    this.#deps = deps
    this.#gate = gate
  }

  next(): Promise<Result> {
    if (this.#isOver) return Promise.resolve(over)
    if (!this.#entered) return this.#begin()
    return this.#entered.events.next().then(this.#seen, this.#broken)
  }

  async return(): Promise<Result> {
    if (this.#isOver) return over
    const { events } = this.#entered ?? {}
    this.#end('left')
    await events?.return?.()
    return over
  }

  async #begin(): Promise<Result> {
    try {
      this.#entered = await this.#gate.enter()
    } catch (error) {
      return this.#broken(error)
    }
    if (!this.#isOver) return this.next()
    // Whoever asked has left while the gate was opening.
    this.#entered.leave()
    await this.#gate.judged(this.#entered, 'left')
    return over
  }

  #seen = (result: Result): Result | Promise<Result> => {
    if (result.done) return this.#broken(endless(this.#deps.target))
    const { value } = result
    return value.type === 'done' || value.type === 'failed' ? this.#close(value) : result
  }

  #broken = (error: unknown): Result | Promise<Result> =>
    this.#close({ type: 'failed', error: AppError.from(error), partial: '' })

  #close(end: ModelEnd): Result | Promise<Result> {
    this.#end(end)
    return this.#gate.after(end)
  }

  #end(end: End): void {
    this.#isOver = true
    this.#deps.onEnd(outcomeOf(end))
    if (!this.#entered) return
    this.#entered.leave()
    // Nobody waits for it: the state never rejects, and a late word about a model's health is soon enough.
    void this.#gate.judged(this.#entered, end)
  }
}

const over = { done: true, value: undefined } as const

function outcomeOf(end: End): Outcome {
  if (end === 'left') return 'left'
  return end.type === 'failed' ? kindOf(end.error) : 'done'
}

function resting({ provider, model }: Target, said: string | undefined): ModelError {
  const message = `${provider} ${model} rests after failing too often`
  return new ModelError('resting', message, said === undefined ? {} : { said })
}

function endless({ provider, model }: Target): ModelError {
  return new ModelError('connection', `${provider} ${model} ended its stream without an end`, {
    said: 'The language model did not finish.',
  })
}
