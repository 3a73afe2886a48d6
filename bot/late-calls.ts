import { systemClock } from '../channels/clock.ts'
import { persist } from '../channels/patience.ts'
import { withDeadline } from '../core/deadline.ts'
import type { Logger } from '../core/logger.ts'
import type { Lease, TurnStore } from '../core/turn-store.ts'
import type { TurnId } from '../core/types.ts'
import type { Made } from './held-channel.ts'

export interface LateCallDeps {
  readonly turns: Pick<TurnStore, 'posts' | 'showAgain'>
  readonly logger: Logger
}

export interface LateCall {
  readonly lease: Lease
  readonly turnId: TurnId
}

const removeWithinMs = 30_000

/**
 * Puts right what was shown after the lease was lost: perhaps over what somebody else has shown of that turn since,
 * perhaps beside it. Never rejects. First what is beside it: whoever goes on in that post at this moment finds it gone,
 * or shows the answer again, and posts it anew.
 */
export async function putRight(
  { turns, logger }: LateCallDeps,
  { lease, turnId }: LateCall,
  made?: Made,
): Promise<void> {
  try {
    if (made && !(await isRecorded(turns, turnId, made))) {
      await remove(made)
      logger.warn({ turnId }, 'a post was made too late, and was taken away')
    }
  } catch (error) {
    logger.error({ err: error, turnId }, 'a post was made too late, and stays')
  }
  try {
    await turns.showAgain(lease, turnId)
  } catch (error) {
    logger.error({ err: error, turnId }, 'something was shown too late, and stays')
  }
}

/** Whoever has the turn now may have found the post by its marker, and goes on in it. */
async function isRecorded(turns: LateCallDeps['turns'], turnId: TurnId, { postId }: Made) {
  const posts = await turns.posts(turnId)
  return posts.some((post) => post.postId === postId)
}

/** Whatever becomes of the turn: it is not ours, and nothing of it that aborts reaches us. */
function remove(made: Made): Promise<void> {
  return withDeadline(new AbortController().signal, removeWithinMs, (signal) =>
    persist(made.remove, systemClock, signal),
  )
}
