import { isDeepStrictEqual } from 'node:util'

import type { RunnableConfig } from '@langchain/core/runnables'
import type { CheckpointListOptions, CheckpointTuple } from '@langchain/langgraph-checkpoint'

import { placeIn } from './address.ts'

/** Those that were asked for, newest first. */
export function listed(
  tuples: readonly CheckpointTuple[],
  config: RunnableConfig,
  { before, filter = {}, limit }: CheckpointListOptions,
): readonly CheckpointTuple[] {
  const { namespace, checkpointId } = placeIn(config)
  const { checkpointId: end } = placeIn(before ?? {})
  const found = tuples.filter(
    ({ checkpoint, config: own, metadata }) =>
      (namespace === undefined || placeIn(own).namespace === namespace) &&
      (checkpointId === undefined || checkpoint.id === checkpointId) &&
      (end === undefined || checkpoint.id < end) &&
      isLike(metadata ?? {}, filter),
  )
  return found.toSorted((a, b) => (a.checkpoint.id < b.checkpoint.id ? 1 : -1)).slice(0, limit)
}

function isLike(metadata: object, filter: object): boolean {
  const known = new Map(Object.entries(metadata))
  return Object.entries(filter).every(([name, value]) => isDeepStrictEqual(known.get(name), value))
}
