import type { RunnableConfig } from '@langchain/core/runnables'
import {
  type Checkpoint,
  type CheckpointTuple,
  maxChannelVersion,
  TASKS,
} from '@langchain/langgraph-checkpoint'

import type { TurnId } from '../../../core/types.ts'
import type { Kept } from './kept.ts'
import type { CheckpointEntry } from './pages.ts'

/** A checkpoint as LangGraph wants it back. */
export function tupleOf(turnId: TurnId, kept: Kept, entry: CheckpointEntry): CheckpointTuple {
  const { namespace, parentId, metadata } = entry
  const { id } = entry.checkpoint
  const tuple = {
    config: configOf(turnId, namespace, id),
    checkpoint: withPendingSends(kept, entry, whole(kept, entry)),
    metadata,
    pendingWrites: [...kept.writes(namespace, id)],
  }
  return parentId === null
    ? tuple
    : { ...tuple, parentConfig: configOf(turnId, namespace, parentId) }
}

export function configOf(turnId: TurnId, namespace: string, checkpointId: string): RunnableConfig {
  return {
    configurable: { thread_id: turnId, checkpoint_ns: namespace, checkpoint_id: checkpointId },
  }
}

/** With the values that its forebears kept: a channel's value is the one of the version that it is at. */
function whole(kept: Kept, { namespace, parentId, checkpoint }: CheckpointEntry): Checkpoint {
  const values = new Map(Object.entries(checkpoint.channel_values))
  const missing = new Map(Object.entries(checkpoint.channel_versions))
  for (const channel of values.keys()) missing.delete(channel)
  let parent = parentId === null ? undefined : kept.find(namespace, parentId)
  while (parent && missing.size > 0) {
    for (const [channel, value] of Object.entries(parent.checkpoint.channel_values)) {
      if (parent.checkpoint.channel_versions[channel] !== missing.get(channel)) continue
      values.set(channel, value)
      missing.delete(channel)
    }
    parent = parent.parentId === null ? undefined : kept.find(namespace, parent.parentId)
  }
  return { ...checkpoint, channel_values: Object.fromEntries(values) }
}

/** Before version 4 of LangGraph's format, a checkpoint's tasks to send were among its parent's writes. */
function withPendingSends(
  kept: Kept,
  { namespace, parentId }: CheckpointEntry,
  checkpoint: Checkpoint,
): Checkpoint {
  if (checkpoint.v >= 4 || parentId === null) return checkpoint
  const sends = kept.writes(namespace, parentId).filter(([, channel]) => channel === TASKS)
  const versions = Object.values(checkpoint.channel_versions)
  const version = versions.length > 0 ? maxChannelVersion(...versions) : 1
  return {
    ...checkpoint,
    channel_values: { ...checkpoint.channel_values, [TASKS]: sends.map(([, , value]) => value) },
    channel_versions: { ...checkpoint.channel_versions, [TASKS]: version },
  }
}
