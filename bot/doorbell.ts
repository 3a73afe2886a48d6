import type { Doorbell } from '../core/turn-store.ts'

/** A doorbell for one process. */
export function localDoorbell(): Doorbell {
  const listeners = new Set<() => void>()
  return {
    async ring() {
      for (const listener of listeners) listener()
    },
    listen(onRing) {
      listeners.add(onRing)
      return () => listeners.delete(onRing)
    },
  }
}
