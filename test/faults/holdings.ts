import { existsSync, rmSync } from 'node:fs'

/**
 * Has something undone when this process ends, the newest first: a server that runs, a folder. Only kill -9 leaves
 * them behind. Returns how to forget it, for when it was undone otherwise.
 */
export function undoneAtExit(undo: () => void): () => void {
  process.prependOnceListener('exit', undo)
  return () => void process.off('exit', undo)
}

/** Removes a folder without a promise, for the end of this process: what is being killed may still write there. */
export function removeAtOnce(folder: string): void {
  const clock = new Int32Array(new SharedArrayBuffer(4))
  for (let tries = 0; tries < 60 && existsSync(folder); tries += 1) {
    try {
      rmSync(folder, { recursive: true, force: true })
    } catch {
      Atomics.wait(clock, 0, 0, 50)
    }
  }
}

/** Lets the signals that end a process end it in order, so that what it holds is undone. */
export function exitOnSignals(): void {
  // Each server, folder and process that is held listens for the end.
  process.setMaxListeners(0)
  // Heard every time: the second of two would else end it in the midst of that.
  for (const [signal, code] of Object.entries({ SIGHUP: 129, SIGINT: 130, SIGTERM: 143 }))
    process.on(signal, () => process.exit(code))
}
