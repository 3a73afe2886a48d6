import type { Channel, LiveReply } from '../core/types.ts'

/** The right to show something. */
export interface Right {
  /** Asked right before each call: resolves when the right is ours at this moment. */
  hold(): Promise<void>
  /**
   * Asked right after it: rejects when the right was lost before the call had ended. A process may be stopped between
   * asking and calling, and what it calls when it wakes comes too late.
   */
  held(): Promise<void>
}

/** A channel on which nothing is shown without the right to. */
export function heldChannel(channel: Channel, right: Right): Channel {
  const { live, charts } = channel
  return {
    ...channel,
    post: (...post) => rightly(right, () => channel.post(...post)),
    edit: (...edit) => rightly(right, () => channel.edit(...edit)),
    ...(charts && {
      charts: {
        ...charts,
        post: (...chart) => rightly(right, () => charts.post(...chart)),
        remove: (...chart) => rightly(right, () => charts.remove(...chart)),
      },
    }),
    ...(live && {
      live: async (...where) => heldReply(await rightly(right, () => live(...where)), right),
    }),
  }
}

function heldReply({ postId, write }: LiveReply, right: Right): LiveReply {
  return { postId, write: (event) => rightly(right, () => write(event)) }
}

async function rightly<T>({ hold, held }: Right, call: () => Promise<T>): Promise<T> {
  await hold()
  const made = await call()
  await held()
  return made
}
