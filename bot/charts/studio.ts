import { withDeadline } from '../../core/deadline.ts'
import { AppError } from '../../core/errors.ts'
import type { DrawingOrder, DrawingResult } from './drawing-worker.ts'
import { drawingThread } from './thread.ts'

/** Where charts become pictures: on a thread of its own, since drawing would hold up everything else. */
export interface Studio {
  /** A PNG at twice its size. */
  png(order: DrawingOrder, signal: AbortSignal): Promise<Uint8Array>
  /** Draws nothing more, and ends the thread. */
  close(): Promise<void>
}

export interface StudioOptions {
  /** The most that may wait; more is refused at once. */
  readonly mostWaiting?: number
  /** The longest that somebody waits for a picture. */
  readonly limitMs?: number
  /** After so long without work the thread ends, and gives its memory back. */
  readonly idleMs?: number
  readonly workerUrl?: URL
}

interface Job {
  readonly order: DrawingOrder
  readonly settled: PromiseWithResolvers<Uint8Array>
  readonly signal: AbortSignal
}

export function openStudio(options: StudioOptions = {}): Studio {
  const { mostWaiting = 64, limitMs = 10_000, idleMs = 60_000, workerUrl = ownWorker } = options
  const waiting: Job[] = []
  const thread = drawingThread(workerUrl, finish)
  let running: Job | null = null
  let idle: NodeJS.Timeout | undefined
  let isClosed = false
  return { png, close }

  async function png(order: DrawingOrder, signal: AbortSignal): Promise<Uint8Array> {
    if (isClosed) throw closed()
    if (waiting.length >= mostWaiting) throw new AppError('rate_limited', 'too many charts wait')
    return withDeadline(signal, limitMs, (own) => {
      const job = { order, settled: Promise.withResolvers<Uint8Array>(), signal: own }
      own.addEventListener('abort', () => giveUp(job), { once: true })
      waiting.push(job)
      next()
      return job.settled.promise
    })
  }

  function next(): void {
    if (running !== null || isClosed) return
    running = waiting.shift() ?? null
    clearTimeout(idle)
    if (running === null) idle = setTimeout(() => void thread.end(), idleMs).unref()
    else thread.begin(running.order)
  }

  function finish(result: DrawingResult): void {
    if (running !== null) settle(running, result)
    running = null
    next()
  }

  /** Somebody went, or waited too long: a thread that is in the middle of that picture is replaced. */
  function giveUp(job: Job): void {
    job.settled.reject(job.signal.reason)
    if (waiting.includes(job)) waiting.splice(waiting.indexOf(job), 1)
    if (job !== running) return
    void thread.end()
    running = null
    next()
  }

  async function close(): Promise<void> {
    isClosed = true
    clearTimeout(idle)
    const left = waiting.splice(0)
    for (const { settled } of running === null ? left : [running, ...left]) settled.reject(closed())
    running = null
    await thread.end()
  }
}

function settle({ settled }: Job, result: DrawingResult): void {
  if ('png' in result) settled.resolve(result.png)
  else settled.reject(new AppError('bug', `a chart could not be drawn: ${result.failure}`))
}

function closed(): AppError {
  return new AppError('unavailable', 'the hub stops, and draws no more charts')
}

const ownWorker = new URL('./drawing-worker.ts', import.meta.url)
