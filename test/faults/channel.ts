import { z } from 'zod'

import { AppError } from '../../core/errors.ts'
import type { Channel, Destination, Limits } from '../../core/types.ts'
import { type Answer, caller } from './call.ts'

export interface FaultsChannelOptions {
  /** Where the platform listens. */
  readonly platformUrl: string
  /** Names this process to the platform. */
  readonly by: string
  readonly limits: Limits
  /** Whether the platform lets us look for a post of ours, and take one away. */
  readonly canFind: boolean
  /** How long a call may take. */
  readonly patienceMs: number
}

const posted = z.object({ postId: z.string() })
const found = z.object({ postId: z.string().nullable() })

export interface FaultsChannel extends Channel {
  /**
   * Opens as many connections as are needed. A call on a new one leaves a moment later than it was made, and a process
   * that is paused in between makes it all the same when it wakes.
   */
  connect(): Promise<void>
}

/** Speaks to the platform of the harness. */
export function faultsChannel(options: FaultsChannelOptions): FaultsChannel {
  const { limits, canFind, by } = options
  const send = caller(options.platformUrl, options.patienceMs)
  const call = (body: object) => ask(send, { ...body, by })
  const find = async ({ turnId }: Destination, key: string) =>
    found.parse(await call({ verb: 'find', turnId, key })).postId
  const remove = async ({ turnId }: Destination, postId: string) => {
    await call({ verb: 'remove', turnId, postId })
  }
  return {
    name: 'faults',
    limits,
    start: async () => {},
    async connect() {
      const calls = Array.from({ length: 8 }, () => call({ verb: 'find', turnId: '', key: '' }))
      await Promise.all(calls)
    },
    stop: async () => {},
    async post({ threadId, turnId }, { text }, key) {
      return posted.parse(await call({ verb: 'post', threadId, turnId, key, text })).postId
    },
    async edit({ turnId }, postId, { text }) {
      await call({ verb: 'edit', turnId, postId, text })
    },
    ...(canFind && { find, remove }),
  }
}

async function ask(call: ReturnType<typeof caller>, body: object): Promise<unknown> {
  const answer = await call(body)
  if (answer.status === 200) return answer.body
  throw refusalOf(answer)
}

function refusalOf({ status, retryAfterSeconds }: Answer): AppError {
  const message = `HTTP ${status}`
  if (status === 404) return new AppError('not_found', message)
  if (status < 429) return new AppError('invalid', message)
  if (status >= 500) return new AppError('unavailable', message)
  return new AppError('rate_limited', message, { retryAfterMs: retryAfterSeconds * 1_000 })
}
