import { once } from 'node:events'
import { Duplex } from 'node:stream'
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads'

import { AppError } from '../core/errors.ts'
import { openWatch, type Watch } from './embedded-watch.ts'

/** The thread that Postgres runs in. One that died, or hung and was ended, is begun anew by the next connection. */
export interface Engine {
  /** What the driver takes for a socket. A second one is served when the first has closed. */
  readonly connect: () => Duplex
  readonly stop: () => Promise<void>
}

export interface EngineOptions {
  /** How long a statement may take until its thread is ended, and everything that waits for it fails. */
  readonly statementLimitMs?: number
  /** Told, in words for a person, that the thread died. */
  readonly onDeath?: (reason: string) => void
}

const stopWithinMs = 2_000
const openWithinMs = 60_000

export async function startEngine(
  folder: string,
  { statementLimitMs = 30_000, onDeath = () => {} }: EngineOptions = {},
): Promise<Engine> {
  let thread = startThread(folder)
  let isStopped = false
  await thread.opened
  watchOver(thread)
  return { connect, stop }

  function connect(): Duplex {
    if (hasExited(thread.worker) && !isStopped) watchOver((thread = startThread(folder)))
    return connectTo(thread, statementLimitMs)
  }

  function watchOver(one: Thread): void {
    one.worker.once('exit', () => {
      if (!isStopped) onDeath(one.reason().message)
    })
  }

  async function stop(): Promise<void> {
    isStopped = true
    await end(thread.worker)
  }
}

interface Thread {
  readonly worker: Worker
  readonly opened: Promise<void>
  isOpen(): boolean
  /** Ends it for a reason. */
  kill(reason: AppError): void
  /** Why it is gone. */
  reason(): AppError
}

function startThread(folder: string): Thread {
  const worker = new Worker(new URL('./embedded-worker.ts', import.meta.url), {
    workerData: folder,
  })
  let failure: unknown
  let isOpen = false
  worker.on('error', (error) => (failure = error))
  worker.once('message', () => (isOpen = true))
  const reason = () => (failure instanceof AppError ? failure : stopped(failure))
  const opened = openedIn(worker, kill, reason)
  // Whoever asks a thread that did not open hears so from its connection.
  opened.catch(() => {})
  return { worker, opened, isOpen: () => isOpen, kill, reason }

  function kill(why: AppError): void {
    failure = why
    void worker.terminate()
  }
}

async function openedIn(
  worker: Worker,
  kill: Thread['kill'],
  reason: Thread['reason'],
): Promise<void> {
  const late = new AppError('timeout', 'the embedded database did not open within a minute')
  const timer = setTimeout(() => kill(late), openWithinMs)
  const exited = once(worker, 'exit').then(() => Promise.reject(reason()))
  try {
    await Promise.race([once(worker, 'message'), exited])
  } finally {
    clearTimeout(timer)
  }
}

function connectTo(thread: Thread, statementLimitMs: number): Duplex {
  const { worker, reason, isOpen, kill } = thread
  const { port1: port, port2: theirs } = new MessageChannel()
  const onHung = () => {
    if (isOpen()) kill(hung(statementLimitMs))
  }
  const socket = openSocket(port, openWatch(statementLimitMs, onHung))
  const lose = () => socket.destroy(reason())
  socket.once('close', () => worker.off('exit', lose))
  worker.once('exit', lose)
  // The driver listens for errors only after this turn of the event loop.
  if (hasExited(worker)) setImmediate(lose)
  worker.postMessage(theirs, [theirs])
  return socket
}

/** The driver asks its socket for `readyState` before it says goodbye. */
function openSocket(port: MessagePort, watch: Watch): Duplex {
  const socket = new Duplex({
    read() {},
    write(bytes: Uint8Array, _encoding, done) {
      watch.asked()
      port.postMessage(new Uint8Array(bytes))
      done()
    },
    final(done) {
      done()
      socket.destroy()
    },
    destroy(error, done) {
      watch.close()
      port.close()
      done(error)
    },
  })
  port.on('message', (answer: Uint8Array | 'served') => {
    if (answer === 'served') watch.served()
    else socket.push(answer)
  })
  return Object.assign(socket, { readyState: 'open' })
}

async function end(worker: Worker): Promise<void> {
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

function hung(limitMs: number): AppError {
  const seconds = limitMs / 1_000
  return new AppError(
    'timeout',
    `the embedded database did not answer within ${seconds} s and was ended`,
  )
}
