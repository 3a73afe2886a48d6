import type { RunnableConfig } from '@langchain/core/runnables'
import { z } from 'zod'

import { AppError } from '../../../core/errors.ts'
import type { TurnId } from '../../../core/types.ts'

/** What a config points at, as far as it says: a turn, a namespace in it, a checkpoint in that. */
export interface Place {
  readonly turnId?: TurnId | undefined
  readonly namespace?: string | undefined
  readonly checkpointId?: string | undefined
}

const pointing = z
  .object({
    thread_id: z.string().min(1).optional(),
    checkpoint_ns: z.string().optional(),
    checkpoint_id: z.string().optional(),
  })
  .transform(({ thread_id, checkpoint_ns, checkpoint_id }) => ({
    turnId: thread_id,
    namespace: checkpoint_ns,
    checkpointId: checkpoint_id === '' ? undefined : checkpoint_id,
  }))

export function placeIn({ configurable }: RunnableConfig): Place {
  return pointing.parse(configurable ?? {})
}

export interface Address extends Place {
  readonly turnId: TurnId
  readonly namespace: string
}

/** Where something is to be written; the outermost graph's namespace is the empty one. */
export function addressIn(config: RunnableConfig): Address {
  const { turnId, namespace = '', checkpointId } = placeIn(config)
  if (turnId === undefined) throw new AppError('bug', 'a checkpoint belongs to a turn')
  return { turnId, namespace, checkpointId }
}
