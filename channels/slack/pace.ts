import type { Clock } from '../clock.ts'

/** Slack counts calls by app, workspace and method. We stay under its numbers, and share them between rooms. */
export interface Pace {
  /** 0: go on, and it is counted. Else how many milliseconds to wait before asking again. */
  take(call: PacedCall): number
  /** Slack said to wait, whatever we counted. */
  pause(call: PacedCall, ms: number): void
}

export interface PacedCall {
  readonly teamId: string
  readonly method: string
  readonly roomId: string
}

/** Calls a minute: nine tenths of what the method's tier allows. */
const perMinute: Readonly<Record<string, number>> = {
  'chat.startStream': 18,
  'chat.stopStream': 18,
  'chat.appendStream': 90,
  'chat.update': 45,
  'chat.delete': 45,
  'conversations.replies': 45,
  'agents.sessions.setStatus': 90,
  'assistant.threads.setStatus': 90,
}

/** Posts are counted by room: about one a second. */
const postsPerRoom = 50

const minuteMs = 60_000
/** A room that has been silent for so long has no part in the sharing. */
const activeMs = 10_000

interface Lane {
  /** When calls were made, within the last minute. */
  calls: number[]
  /** When each room last called, or wanted to. */
  readonly rooms: Map<string, { calledAt: number; askedAt: number }>
  pausedUntil: number
}

export function openPace({ now }: Clock): Pace {
  const lanes = new Map<string, Lane>()

  function laneOf(call: PacedCall): Lane {
    const key = laneKey(call)
    const lane = lanes.get(key) ?? { calls: [], rooms: new Map(), pausedUntil: 0 }
    lanes.set(key, lane)
    return lane
  }

  return {
    take(call) {
      const lane = laneOf(call)
      const limit = limitOf(call)
      const waitMs = waitIn(lane, call.roomId, { limit, at: now() })
      if (waitMs > 0) return waitMs
      lane.calls.push(now())
      lane.rooms.set(call.roomId, { calledAt: now(), askedAt: now() })
      return 0
    },
    pause(call, ms) {
      const lane = laneOf(call)
      lane.pausedUntil = Math.max(lane.pausedUntil, now() + ms)
    },
  }
}

function laneKey({ teamId, method, roomId }: PacedCall): string {
  return method === 'chat.postMessage' ? `${teamId} ${method} ${roomId}` : `${teamId} ${method}`
}

function limitOf({ method }: PacedCall): number {
  return method === 'chat.postMessage' ? postsPerRoom : (perMinute[method] ?? Infinity)
}

/**
 * While less than half of a minute's calls are spent everybody goes on; from then on each active room has its
 * even share, so that the busiest cannot spend what the others need.
 */
function waitIn(lane: Lane, roomId: string, { limit, at }: { limit: number; at: number }): number {
  lane.calls = lane.calls.filter((calledAt) => calledAt > at - minuteMs)
  for (const [id, { askedAt }] of lane.rooms) if (askedAt < at - activeMs) lane.rooms.delete(id)
  const room = lane.rooms.get(roomId)
  lane.rooms.set(roomId, { calledAt: room?.calledAt ?? -Infinity, askedAt: at })
  const [oldest = at] = lane.calls
  const isFull = lane.calls.length >= limit
  const shareMs = lane.calls.length * 2 > limit ? (minuteMs / limit) * lane.rooms.size : 0
  const nextAt = room ? room.calledAt + shareMs : at
  return Math.max(0, lane.pausedUntil - at, isFull ? oldest + minuteMs - at : 0, nextAt - at)
}
