/**
 * Small facts that all replicas should know and none depends on: each is forgotten after its time. Never
 * rejects: what cannot be read is not there, what cannot be written is known to this process alone.
 */
export interface SharedState {
  /** The values of those keys; null where there is none. */
  read(keys: readonly string[]): Promise<readonly (string | null)[]>
  write(key: string, value: string, keepMs: number): Promise<void>
  /** One more, in a count that is kept so long from its first; comes back with the count. */
  count(key: string, keepMs: number): Promise<number>
  /** True for the one who comes first, until it is forgotten. */
  claim(key: string, keepMs: number): Promise<boolean>
  forget(keys: readonly string[]): Promise<void>
}
