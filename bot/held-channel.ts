import type { Channel, LiveReply } from '../core/types.ts'

/** A channel on which nothing is shown without the right to: `hold` is asked right before each call. */
export function heldChannel(channel: Channel, hold: () => Promise<void>): Channel {
  const { live } = channel
  return {
    ...channel,
    async post(...post) {
      await hold()
      return channel.post(...post)
    },
    async edit(...edit) {
      await hold()
      return channel.edit(...edit)
    },
    ...(live && {
      async live(...where) {
        await hold()
        return heldReply(await live(...where), hold)
      },
    }),
  }
}

function heldReply({ postId, write }: LiveReply, hold: () => Promise<void>): LiveReply {
  return {
    postId,
    async write(event) {
      await hold()
      return write(event)
    },
  }
}
