import type { SharedState } from './shared-state.ts'

/** For a process on its own. */
export function memoryState(now: () => number = Date.now): SharedState {
  const kept = new Map<string, { readonly value: string; readonly until: number }>()

  function valueOf(key: string): string | null {
    const entry = kept.get(key)
    if (entry === undefined) return null
    if (entry.until > now()) return entry.value
    kept.delete(key)
    return null
  }

  return {
    read: async (keys) => keys.map(valueOf),
    async write(key, value, keepMs) {
      kept.set(key, { value, until: now() + keepMs })
    },
    async count(key, keepMs) {
      const before = valueOf(key)
      const until = kept.get(key)?.until ?? now() + keepMs
      const value = Number(before ?? 0) + 1
      kept.set(key, { value: String(value), until })
      return value
    },
    async claim(key, keepMs) {
      if (valueOf(key) !== null) return false
      kept.set(key, { value: '1', until: now() + keepMs })
      return true
    },
    async forget(keys) {
      for (const key of keys) kept.delete(key)
    },
  }
}
