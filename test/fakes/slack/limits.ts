import type { Clock } from './world.ts'

/** How often one workspace may call one method in a minute; a number of calls in one room and second for posts. */
const perMinute: Readonly<Record<string, number>> = {
  'chat.startStream': 20,
  'chat.stopStream': 20,
  'chat.appendStream': 100,
  'chat.update': 50,
  'chat.delete': 50,
  'chat.getPermalink': 300,
  'chat.postEphemeral': 100,
  'conversations.replies': 50,
  'conversations.info': 50,
  'conversations.open': 50,
  'users.info': 100,
  'files.info': 100,
  'files.getUploadURLExternal': 100,
  'files.completeUploadExternal': 100,
  'files.delete': 50,
  'views.publish': 100,
  'views.open': 100,
  'assistant.threads.setStatus': 100,
  'assistant.threads.setSuggestedPrompts': 100,
  'assistant.threads.setTitle': 100,
  'agents.sessions.setStatus': 100,
  'auth.test': 600,
}

/** About one a second and room, with short bursts. */
const postsPerRoom = { count: 5, inMs: 5_000 }

export interface RateLimits {
  /** Seconds to wait when this call comes too early; null when it may pass. */
  take(call: LimitedCall): number | null
}

export interface LimitedCall {
  readonly teamId: string
  readonly method: string
  readonly roomId: string | null
}

/** Windows that slide. A call that is refused is not counted. */
export function openRateLimits({ now }: Clock): RateLimits {
  const taken = new Map<string, number[]>()

  function pass(key: string, { count, inMs }: { count: number; inMs: number }): number | null {
    const since = now() - inMs
    const recent = (taken.get(key) ?? []).filter((at) => at > since)
    taken.set(key, recent)
    const [oldest] = recent
    if (recent.length >= count && oldest !== undefined) {
      return Math.max(1, Math.ceil((oldest + inMs - now()) / 1_000))
    }
    recent.push(now())
    return null
  }

  return {
    take({ teamId, method, roomId }) {
      if (method === 'chat.postMessage') return pass(`${teamId} post ${roomId}`, postsPerRoom)
      const count = perMinute[method]
      return count === undefined ? null : pass(`${teamId} ${method}`, { count, inMs: 60_000 })
    },
  }
}
