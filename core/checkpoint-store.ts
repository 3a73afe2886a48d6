import type { TurnId } from './types.ts'

/** How far running turns have come: pages that only who wrote them can read, in the order they came in. */
export interface CheckpointStore {
  /** Durable once it resolves. A turn that has ended, or was never there, keeps nothing. */
  append(turnId: TurnId, page: Uint8Array): Promise<void>
  read(turnId: TurnId): Promise<readonly Uint8Array[]>
  /** Those that have pages. */
  turns(): Promise<readonly TurnId[]>
  forget(turnId: TurnId): Promise<void>
}
