import { Worker } from 'node:worker_threads'

import type { DrawingOrder, DrawingResult } from './drawing-worker.ts'

/** A thread that draws one picture at a time. */
export interface DrawingThread {
  /** Exactly one result follows, unless the thread is ended before. */
  begin(order: DrawingOrder): void
  /** The next picture begins a new one. */
  end(): Promise<void>
}

export function drawingThread(
  workerUrl: URL,
  onResult: (result: DrawingResult) => void,
): DrawingThread {
  let worker: Worker | null = null

  function begun(): Worker {
    const made = new Worker(workerUrl, { name: 'charts' })
    made.unref()
    // What an earlier thread says is nobody's any more.
    made.on('message', (result: DrawingResult) => made === worker && onResult(result))
    made.on('error', (error) => lose(made, error.message))
    made.on('exit', (code) => lose(made, `the thread that draws ended with ${code}`))
    return made
  }

  function lose(gone: Worker, failure: string): void {
    if (gone !== worker) return
    worker = null
    onResult({ failure })
  }

  return {
    begin(order) {
      worker ??= begun()
      worker.postMessage(order, [])
    },
    async end() {
      const old = worker
      worker = null
      await old?.terminate()
    },
  }
}
