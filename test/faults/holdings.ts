/**
 * Has something undone when this process ends, the newest first: a server that runs, a folder. Only kill -9 leaves
 * them behind. Returns how to forget it, for when it was undone otherwise.
 */
export function undoneAtExit(undo: () => void): () => void {
  process.prependOnceListener('exit', undo)
  return () => void process.off('exit', undo)
}

/** Lets the signals that end a process end it in order, so that what it holds is undone. */
export function exitOnSignals(): void {
  // Each server, folder and process that is held listens for the end.
  process.setMaxListeners(0)
  for (const [signal, code] of Object.entries({ SIGHUP: 129, SIGINT: 130, SIGTERM: 143 }))
    process.once(signal, () => process.exit(code))
}
