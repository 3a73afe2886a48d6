import { Worker } from 'node:worker_threads'

import { withDeadline } from '../../core/deadline.ts'
import { AppError } from '../../core/errors.ts'
import type { DrawingOrder, DrawingResult } from './drawing-worker.ts'

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
  let running: Job | null = null
  let worker: Worker | null = null
  let idle: NodeJS.Timeout | undefined
  let isClosed = false
  return { png, close }

  async function png(order: DrawingOrder, signal: AbortSignal): Promise<Uint8Array> {
    if (isClosed) throw new AppError('unavailable', 'no more charts are drawn')
    if (waiting.length >= mostWaiting) throw new AppError('rate_limited', 'too many charts wait')
    return withDeadline(signal, limitMs, (own) => {
      const job = { order, settled: Promise.withResolvers<Uint8Array>(), signal: own }
      own.addEventListener('abort', () => giveUp(job), { once: true })
      waiting.push(job)
      next()
      return job.settled.promise
    })
  }

  /** Somebody went, or waited too long: a thread that is stuck in that picture is replaced. */
  function giveUp(job: Job): void {
    const place = waiting.indexOf(job)
    if (place !== -1) waiting.splice(place, 1)
    job.settled.reject(job.signal.reason)
    if (job === running) void endWorker()
  }

  function next(): void {
    if (running !== null || isClosed) return
    const job = waiting.shift() ?? null
    running = job
    clearTimeout(idle)
    if (job === null) idle = setTimeout(() => void endWorker(), idleMs).unref()
    else (worker ??= begun()).postMessage(job.order, [])
  }

  function begun(): Worker {
    const made = new Worker(workerUrl, { name: 'charts' })
    made.unref()
    made.on('message', (result: DrawingResult) => made === worker && finish(result))
    made.on('error', (error) => lose(made, error.message))
    made.on('exit', (code) => lose(made, `the thread that draws ended with ${code}`))
    return made
  }

  /** The next picture gets a new thread. */
  function lose(gone: Worker, failure: string): void {
    if (gone !== worker) return
    worker = null
    finish({ failure })
  }

  function finish(result: DrawingResult): void {
    const settled = running?.settled
    running = null
    if ('png' in result) settled?.resolve(result.png)
    else settled?.reject(new AppError('bug', `a chart could not be drawn: ${result.failure}`))
    next()
  }

  async function endWorker(): Promise<void> {
    const old = worker
    worker = null
    running = null
    if (!isClosed && waiting.length > 0) next()
    await old?.terminate()
  }

  async function close(): Promise<void> {
    isClosed = true
    clearTimeout(idle)
    const left = running === null ? waiting : [running, ...waiting]
    const error = new AppError('unavailable', 'the hub stops, and draws no more charts')
    left.forEach(({ settled }) => settled.reject(error))
    waiting.length = 0
    await endWorker()
  }
}

const ownWorker = new URL('./drawing-worker.ts', import.meta.url)
