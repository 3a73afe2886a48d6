import type { Shown } from './board.ts'
import type { Message } from './courier.ts'
import type { PostgresServer } from './postgres-server.ts'
import type { Random } from './random.ts'
import type { RedisServer } from './redis-server.ts'
import type { ReplicaOptions } from './replica-options.ts'
import type { Replica } from './replica-process.ts'
import type { Stage } from './stage.ts'
import type { PlatformName } from './venue.ts'
import { isAnswered } from './verdict.ts'

/** Something that goes wrong, again and again on one stage. */
export interface Fault {
  readonly name: string
  readonly runs: number
  /** Done while nothing else is, for what it measures depends on how busy the machine is. */
  readonly isAlone?: boolean
  readonly options?: Partial<ReplicaOptions>
  /** The harness's own when absent. */
  readonly platform?: PlatformName
  /** A Redis beside the database; a small disk of its own, with the embedded database on it. */
  readonly needs?: 'redis' | 'tmpfs'
  /** How long the fault itself may last. */
  readonly lastsMs?: number
  /** How long it may then take until everybody is answered. */
  readonly withinMs?: number
  run(scene: Scene): Promise<Run>
}

export interface Scene {
  readonly stage: Stage
  readonly random: Random
  readonly postgres: PostgresServer
  readonly redis: RedisServer | null
  /** Where the disk of its own is mounted. */
  readonly disk: string | null
  /** Aborted when the stage is given up: nobody waits for anything on it any more. */
  readonly over: AbortSignal
}

/** Something that took a while, and how long it was to take at most. */
export interface Measure {
  readonly what: string
  readonly ms: number
  readonly wantedMs?: number
}

export interface Run {
  /** All that was said. */
  readonly messages: readonly Message[]
  /** Milliseconds from the fault until those it struck saw something new. */
  readonly recoveriesMs: () => readonly number[]
  /** What the platform is watched for once all seems said; answers what is wrong. */
  readonly afterwards?: () => Promise<readonly string[]>
  /** What else was measured. */
  readonly measures?: () => readonly Measure[]
}

/** Any of the processes. */
export function one({ stage, random }: Scene): Replica {
  const [first, ...rest] = stage.replicas()
  if (!first) throw new Error('nobody serves the platform')
  return random.pick([first, ...rest])
}

/** Those whose reply that process was showing, and had not ended, at that moment. */
export function struckBy(
  { stage }: Scene,
  messages: readonly Message[],
  { name }: Replica,
): readonly Message[] {
  return messages.filter((message) => {
    const shown = journalOf(stage, message)
    return shown.some(({ by }) => by === name) && !isAnswered(message, shown)
  })
}

interface Wait {
  readonly at: number
  readonly scene: Scene
  readonly struck: readonly Message[]
  /** Whose doings do not count: the one that is gone. */
  readonly notBy: string
}

/** How long each of them waited, from that moment, for somebody to show something new. */
export function waitsSince({ at, scene, struck, notBy }: Wait): number[] {
  return struck.flatMap((message) => {
    const next = journalOf(scene.stage, message).find(
      (shown) => shown.at > at && shown.by !== notBy,
    )
    return next ? [next.at - at] : []
  })
}

/** How long after that moment the last of them had its answer. */
export function endSince(at: number, { stage }: Scene, messages: readonly Message[]): number {
  const ends = messages.map((message) => journalOf(stage, message).at(-1)?.at ?? at)
  return Math.max(0, ...ends.map((end) => end - at))
}

/** Until the platform had its acknowledgement. */
export function acknowledgements(messages: readonly Message[]): readonly Measure[] {
  const waits = messages.map(({ saidAt, ackedAt }) => (ackedAt ?? Infinity) - saidAt)
  const sorted = waits.toSorted((a, b) => a - b)
  const most = (share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? 0
  return [
    { what: 'acknowledged p50', ms: most(0.5) },
    { what: 'p99', ms: most(0.99), wantedMs: 250 },
  ]
}

/** Where nobody had to wait for anything to recover. */
export const none = (): readonly number[] => []

export function journalOf({ platform }: Stage, { turnIds }: Message): readonly Shown[] {
  return [...turnIds].flatMap((turnId) => platform.board.ofTurn(turnId))
}
