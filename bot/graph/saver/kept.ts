import {
  type CheckpointPendingWrite,
  compareWritesSortKeys,
  WRITES_IDX_MAP,
  type WritesSortKey,
  writesSortKey,
} from '@langchain/langgraph-checkpoint'

import type { CheckpointEntry, Entry, WritesEntry } from './pages.ts'

/** What a turn's pages add up to. */
export interface Kept {
  readonly checkpoints: readonly CheckpointEntry[]
  find(namespace: string, id: string): CheckpointEntry | undefined
  /** The newest of a namespace: ids grow with time. */
  latest(namespace: string): CheckpointEntry | undefined
  /** In the order in which a live run applies them, whatever the order they came in. */
  writes(namespace: string, id: string): readonly CheckpointPendingWrite[]
}

/** Reads the entries in order. An entry that comes twice, as after a lost answer of the database, counts once. */
export function keptFrom(entries: readonly Entry[]): Kept {
  const checkpoints = new Map<string, CheckpointEntry>()
  const writes = new Map<string, Map<string, KeptWrite>>()
  for (const entry of entries) {
    if (entry.kind === 'checkpoint')
      checkpoints.set(keyOf(entry.namespace, entry.checkpoint.id), entry)
    else addWrites(writes, entry)
  }
  const newestFirst = [...checkpoints.values()].toSorted((a, b) =>
    a.checkpoint.id < b.checkpoint.id ? 1 : -1,
  )
  return {
    checkpoints: newestFirst,
    find: (namespace, id) => checkpoints.get(keyOf(namespace, id)),
    latest: (namespace) => newestFirst.find((entry) => entry.namespace === namespace),
    writes: (namespace, id) => inOrder(writes.get(keyOf(namespace, id))),
  }
}

interface KeptWrite {
  readonly at: WritesSortKey
  readonly write: CheckpointPendingWrite
}

/** A task's first result stands; its errors, interrupts and resumptions are replaced by later ones. */
function addWrites(all: Map<string, Map<string, KeptWrite>>, entry: WritesEntry): void {
  const { taskId, taskPath } = entry
  const key = keyOf(entry.namespace, entry.checkpointId)
  const kept = all.get(key) ?? new Map<string, KeptWrite>()
  all.set(key, kept)
  for (const [position, [channel, value]] of entry.writes.entries()) {
    const index = WRITES_IDX_MAP[channel] ?? position
    const own = keyOf(taskId, String(index))
    if (index >= 0 && kept.has(own)) continue
    kept.set(own, {
      at: writesSortKey(taskPath, taskId, index),
      write: [taskId, channel, value],
    })
  }
}

function inOrder(writes: ReadonlyMap<string, KeptWrite> = new Map()): CheckpointPendingWrite[] {
  return [...writes.values()]
    .toSorted((a, b) => compareWritesSortKeys(a.at, b.at))
    .map(({ write }) => write)
}

/** No two pairs of ids share a key, whatever characters are in them. */
function keyOf(...ids: readonly string[]): string {
  return JSON.stringify(ids)
}
