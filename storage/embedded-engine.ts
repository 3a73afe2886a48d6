import { once } from 'node:events'
import { Duplex } from 'node:stream'
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads'

import { AppError } from '../core/errors.ts'

/** The thread that Postgres runs in. */
export interface Engine {
  /** What the driver takes for a socket. A second one is served when the first has closed. */
  readonly connect: () => Duplex
  readonly stop: () => Promise<void>
}

const stopWithinMs = 2_000

export async function startEngine(folder: string): Promise<Engine> {
  const worker = new Worker(new URL('./embedded-worker.ts', import.meta.url), {
    workerData: folder,
  })
  let failure: unknown
  worker.on('error', (error) => (failure = error))
  await Promise.race([once(worker, 'message'), exitOf(worker)])
  return {
    connect: () => connectTo(worker, () => stopped(failure)),
    stop: () => stop(worker),
  }
}

async function exitOf(worker: Worker): Promise<never> {
  await once(worker, 'exit')
  throw stopped(undefined)
}

function connectTo(worker: Worker, explain: () => AppError): Duplex {
  const { port1: port, port2: theirs } = new MessageChannel()
  const socket = openSocket(port)
  const lose = () => socket.destroy(explain())
  socket.once('close', () => worker.off('exit', lose))
  worker.once('exit', lose)
  // The driver listens for errors only after this turn of the event loop.
  if (hasExited(worker)) setImmediate(lose)
  worker.postMessage(theirs, [theirs])
  return socket
}

/** The driver asks its socket for `readyState` before it says goodbye. */
function openSocket(port: MessagePort): Duplex {
  const socket = new Duplex({
    read() {},
    write(bytes: Uint8Array, _encoding, done) {
      port.postMessage(new Uint8Array(bytes))
      done()
    },
    final(done) {
      done()
      socket.destroy()
    },
    destroy(error, done) {
      port.close()
      done(error)
    },
  })
  port.on('message', (bytes: Uint8Array) => socket.push(bytes))
  return Object.assign(socket, { readyState: 'open' })
}

async function stop(worker: Worker): Promise<void> {
  if (hasExited(worker)) return
  worker.postMessage('stop', [])
  try {
    await once(worker, 'exit', { signal: AbortSignal.timeout(stopWithinMs) })
  } catch {
    // A statement that still runs is rolled back when the folder is opened again.
    await worker.terminate()
  }
}

function hasExited(worker: Worker): boolean {
  return worker.threadId === -1
}

function stopped(cause: unknown): AppError {
  const reason = cause instanceof Error ? `: ${cause.message}` : ''
  return new AppError('unavailable', `the embedded database stopped${reason}`, { cause })
}
