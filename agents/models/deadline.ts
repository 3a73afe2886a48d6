import { AppError } from '../../core/errors.ts'

/** How long a call may take, in milliseconds. */
export interface Deadlines {
  /** From the call to the first visible text. */
  readonly firstMs: number
  /** From one sign of life to the next, once text has begun. */
  readonly idleMs: number
  /** The whole call. */
  readonly totalMs: number
}

/** Time for a reasoning model to think and for a slow one to write, within a person's patience. */
export const patience: Deadlines = { firstMs: 45_000, idleMs: 20_000, totalMs: 120_000 }

export interface Deadline {
  /** Aborts when the caller stops the call or its time is up. */
  readonly signal: AbortSignal
  /** Why it aborted; undefined while there is time. */
  failure(): AppError | undefined
  /** The first visible text is here. */
  began(): void
  /** We wait for the provider: the idle clock runs. */
  waiting(): void
  /** We are busy with what came: a slow reader is not a slow provider. */
  reading(): void
  close(): void
}

/** One signal out of the caller's and three clocks. `AbortSignal.any` would outlive the call on a long-lived signal. */
export function startDeadline(caller: AbortSignal, deadlines: Deadlines): Deadline {
  const { firstMs, idleMs, totalMs } = deadlines
  const controller = new AbortController()
  const total = expireAfter(controller, totalMs, `no end within ${totalMs} ms`)
  const first = expireAfter(controller, firstMs, `no text within ${firstMs} ms`)
  const idle = startIdleClock(controller, idleMs)

  const stop = () => controller.abort(stopped(caller.reason))
  if (caller.aborted) stop()
  caller.addEventListener('abort', stop, { once: true })

  return {
    signal: controller.signal,
    failure: () => reasonOf(controller.signal),
    began() {
      clearTimeout(first)
      idle.start()
    },
    waiting: idle.waiting,
    reading: idle.reading,
    close() {
      clearTimeout(total)
      clearTimeout(first)
      idle.close()
      caller.removeEventListener('abort', stop)
    },
  }
}

interface IdleClock {
  readonly start: () => void
  readonly waiting: () => void
  readonly reading: () => void
  readonly close: () => void
}

/** One timer for the whole call, which looks how long the wait has been: a timer per chunk costs more than the chunk. */
function startIdleClock(controller: AbortController, idleMs: number): IdleClock {
  let waitingSince: number | undefined
  let timer: NodeJS.Timeout | undefined

  function look(): void {
    const waited = waitingSince === undefined ? 0 : performance.now() - waitingSince
    if (waited < idleMs) timer = setTimeout(look, Math.ceil(idleMs - waited))
    else controller.abort(new AppError('timeout', `nothing came for ${idleMs} ms`, { said }))
  }

  return {
    start() {
      timer ??= setTimeout(look, idleMs)
    },
    waiting() {
      waitingSince = performance.now()
    },
    reading() {
      waitingSince = undefined
    },
    close: () => clearTimeout(timer),
  }
}

function expireAfter(controller: AbortController, ms: number, message: string): NodeJS.Timeout {
  return setTimeout(() => controller.abort(new AppError('timeout', message, { said })), ms)
}

const said = 'The language model took too long, so I stopped waiting. Please try again.'

/** A caller whose own time was up says so; any other reason is a stop. */
function stopped(cause: unknown): AppError {
  const isTimeout = AppError.from(cause).code === 'timeout'
  return isTimeout
    ? new AppError('timeout', 'the caller ran out of time', { cause, said })
    : new AppError('stopped', 'the caller stopped the call', { cause })
}

function reasonOf(signal: AbortSignal): AppError | undefined {
  const reason: unknown = signal.reason
  return reason instanceof AppError ? reason : undefined
}
