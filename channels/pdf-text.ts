import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

import type { AttachmentText } from '../core/attachment.ts'

/** A file may be made to keep its reader busy for good, or to fill its memory. */
const limitMs = 10_000
const resourceLimits = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 }
/** Buffers are outside of those limits. */
const mostGrowthBytes = 300_000_000
const lookEveryMs = 20

/** One after the other: each may take all of that memory. */
let before: Promise<unknown> = Promise.resolve()

/**
 * The text of a PDF; null when it cannot be read. It is read in a thread of its own, which is ended when it takes too
 * much time or memory: whoever wrote the file is a stranger.
 */
export function pdfText(bytes: Uint8Array, signal: AbortSignal): Promise<AttachmentText | null> {
  const read = before.then(() => readInThread(bytes, signal))
  // Whoever asked hears of a failure; the next one does not care.
  before = read.catch(() => {})
  return read
}

async function readInThread(
  bytes: Uint8Array,
  signal: AbortSignal,
): Promise<AttachmentText | null> {
  signal.throwIfAborted()
  const worker = new Worker(new URL('./pdf-worker.ts', import.meta.url), {
    workerData: bytes,
    resourceLimits,
    // What the library says of a broken file is for nobody.
    stdout: true,
    stderr: true,
  })
  const growth = watchGrowth()
  try {
    const late = AbortSignal.any([signal, growth.signal, AbortSignal.timeout(limitMs)])
    const [found]: AttachmentText[] = await once(worker, 'message', { signal: late })
    return found ?? null
  } catch {
    // Broken, too large for that memory, or too slow: all the same, unless somebody asked to stop.
    signal.throwIfAborted()
    return null
  } finally {
    growth.stop()
    await worker.terminate()
  }
}

/** Aborts once this process has grown by too much; all of it, as nobody says which thread a buffer is of. */
function watchGrowth() {
  const atFirst = process.memoryUsage.rss()
  const heavy = new AbortController()
  const timer = setInterval(() => {
    if (process.memoryUsage.rss() - atFirst > mostGrowthBytes) heavy.abort()
  }, lookEveryMs)
  return { signal: heavy.signal, stop: () => clearInterval(timer) }
}
