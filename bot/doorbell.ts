import type { Doorbell, OnRing } from '../core/turn-store.ts'

/** A doorbell for one process. */
export function localDoorbell(): Doorbell {
  const listeners = new Set<OnRing>()
  return {
    async ring(changed) {
      for (const listener of listeners) listener(changed)
    },
    listen(onRing) {
      listeners.add(onRing)
      return () => listeners.delete(onRing)
    },
  }
}
