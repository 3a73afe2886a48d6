import type { Channel, ChartPlace, LiveReply, PostId } from '../core/types.ts'

/** The right to show something. */
export interface Right {
  /** Asked right before each call: resolves when the right is ours at this moment. */
  hold(): Promise<void>
  /**
   * Asked right after it, whatever came of it: rejects when the right was lost before the call had ended. A process may
   * be stopped between asking and calling, and what it calls when it wakes comes too late.
   */
  held(made?: Made): Promise<void>
}

/** What a call made, where it would stand beside what somebody else makes. */
export interface Made {
  readonly postId: PostId
  /** Takes it away again. */
  remove(): Promise<void>
}

/** A channel on which nothing is shown without the right to. */
export function heldChannel(channel: Channel, right: Right): Channel {
  const { live, charts, remove } = channel
  return {
    ...channel,
    post: (to, ...post) =>
      rightly(
        right,
        () => channel.post(to, ...post),
        (postId) => remove && { postId, remove: () => remove(to, postId) },
      ),
    edit: (...edit) => rightly(right, () => channel.edit(...edit)),
    ...(remove && { remove: (...post) => rightly(right, () => remove(...post)) }),
    ...(charts && { charts: heldCharts(charts, right) }),
    ...(live && { live: heldLive(live, remove, right) }),
  }
}

function heldCharts(charts: ChartPlace, right: Right): ChartPlace {
  return {
    ...charts,
    post: (to, chart) =>
      rightly(
        right,
        () => charts.post(to, chart),
        (postId) => ({ postId, remove: () => charts.remove(to, postId) }),
      ),
    remove: (...chart) => rightly(right, () => charts.remove(...chart)),
  }
}

type Live = NonNullable<Channel['live']>

function heldLive(live: Live, remove: Channel['remove'], right: Right): Live {
  return async (to, known) => {
    const reply = await rightly(
      right,
      () => live(to, known),
      ({ postId }) =>
        // One that was there before is no second one.
        known === undefined && remove ? { postId, remove: () => remove(to, postId) } : undefined,
    )
    return heldReply(reply, right)
  }
}

function heldReply({ postId, write }: LiveReply, right: Right): LiveReply {
  return { postId, write: (event) => rightly(right, () => write(event)) }
}

async function rightly<T>(
  { hold, held }: Right,
  call: () => Promise<T>,
  madeBy: (answer: T) => Made | undefined = () => undefined,
): Promise<T> {
  await hold()
  const [outcome] = await Promise.allSettled([call()])
  await held(outcome.status === 'fulfilled' ? madeBy(outcome.value) : undefined)
  if (outcome.status === 'rejected') throw outcome.reason
  return outcome.value
}
