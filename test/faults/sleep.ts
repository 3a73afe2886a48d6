import { z } from 'zod'

import type { Channel } from '../../core/types.ts'
import { tell } from './replica-report.ts'

/** When a process of the harness is told to stop: at once, or in the midst of its next post, or edit. */
const moment = z.enum(['now', 'post', 'edit'])
export type Moment = z.infer<typeof moment>

type Speech = Pick<Channel, 'post' | 'edit' | 'live'>

/**
 * Stops this process when the harness says so. At once is between two rounds of its event loop: nothing is on its way out
 * then that has not left. In the midst of a call is worse: it was asked whether the lease holds, and the call leaves
 * when the process wakes.
 */
export function sleepWhenTold(): <T extends Speech>(channel: T) => T {
  let due: Moment | null = null
  process.on('message', (said) => {
    due = moment.parse(said)
    if (due === 'now') void fallAsleep(null)
  })

  async function mayBeDue(verb: Moment, turnId: string): Promise<void> {
    if (due === verb) await fallAsleep(turnId)
  }

  function fallAsleep(turnId: string | null): Promise<void> {
    due = null
    const { promise, resolve } = Promise.withResolvers<void>()
    tell({ asleepIn: turnId }, () => {
      process.kill(process.pid, 'SIGSTOP')
      resolve()
    })
    return promise
  }

  function beginning(live: NonNullable<Channel['live']>): Channel['live'] {
    return async (to, ...post) => {
      await mayBeDue('post', to.turnId)
      return live(to, ...post)
    }
  }

  return (channel) => ({
    ...channel,
    async post(to, ...post) {
      await mayBeDue('post', to.turnId)
      return channel.post(to, ...post)
    },
    async edit(to, ...edit) {
      await mayBeDue('edit', to.turnId)
      await channel.edit(to, ...edit)
    },
    ...(channel.live && { live: beginning(channel.live) }),
  })
}
