import { setTimeout } from 'node:timers/promises'

import { type Message, openCourier } from './courier.ts'
import { openPeople, type People } from './people.ts'
import type { Platform } from './platform.ts'
import type { Random } from './random.ts'
import { leftIn, type Record } from './record.ts'
import { openReplacements, type Replacements } from './replacements.ts'
import type { ReplicaOptions } from './replica-options.ts'
import { type Replica, startReplica } from './replica-process.ts'
import type { Venue } from './venue.ts'
import { isAnswered, judge, type Verdict } from './verdict.ts'

/** A platform, people who talk on it, and processes that serve it. */
export interface Stage extends People {
  readonly platform: Platform
  /** Who has a turn, by name where every process holds leases under its own; null where nobody can look. */
  readonly holder: Platform['holder']
  /** Those that listen. */
  replicas(): readonly Replica[]
  replica(name: string): Replica
  start(): Promise<Replica>
  /** Starts another for every one that dies. */
  keepUp(): Replacements
  /**
   * All of these messages were heard and the record is at rest, or, where nobody can look at it, everybody has been
   * answered; false when it takes too long.
   */
  settled(messages: readonly Message[], withinMs: number): Promise<boolean>
  /** Says what a person, and the record, would complain of. */
  verdict(messages: readonly Message[]): Promise<StageVerdict>
  close(): Promise<void>
}

export interface StageVerdict extends Verdict {
  /** Turns, leases and checkpoints that should be gone. */
  readonly leftOver: readonly string[]
}

export interface StageDeps {
  readonly random: Random
  readonly record: Record | null
  readonly options: Omit<ReplicaOptions, 'name' | 'platform' | 'platformUrl'>
  readonly venue: Venue
  readonly logTo: number
}

/** How long the platform is watched for something more, when all seems said. */
const quietMs = 150

export function openStage({ random, record, options, logTo, venue }: StageDeps): Stage {
  const { platform, tell } = venue
  const all: Replica[] = []
  const replicas = () => all.filter(({ isUp }) => isUp())
  const addresses = () => replicas().map(({ url }) => url)
  const courier = openCourier({ addresses, random, tell })
  let names = 0
  let isClosed = false

  async function start(): Promise<Replica> {
    names += 1
    const name = `replica ${names}`
    const { onHeard, ...joined } = venue.join(name)
    const started = await startReplica({ ...options, ...joined, name }, logTo, onHeard)
    all.push(started)
    if (isClosed) await started.kill()
    return started
  }

  function replica(name: string): Replica {
    const found = all.find((one) => one.name === name)
    if (!found) throw new Error(`nobody is called ${name}`)
    return found
  }

  return {
    ...openPeople(courier, venue),
    platform,
    holder: record?.holder ?? null,
    replicas,
    replica,
    start,
    keepUp: () => openReplacements(replicas(), start),
    settled: (messages, withinMs) => settled(() => isAtRest(messages, platform, record), withinMs),
    async verdict(messages) {
      return { ...judge(messages, platform.board), leftOver: record ? await leftIn(record) : [] }
    },
    async close() {
      isClosed = true
      courier.stop()
      await Promise.all(all.map((one) => one.kill()))
      await platform.close()
    },
  }
}

/** And still is when it was watched for a while. */
async function settled(isNow: () => Promise<boolean>, withinMs: number): Promise<boolean> {
  const until = performance.now() + withinMs
  while (!((await isNow()) && (await setTimeout(quietMs, true)) && (await isNow()))) {
    if (performance.now() > until) return false
    await setTimeout(25)
  }
  return true
}

async function isAtRest(
  messages: readonly Message[],
  platform: Platform,
  record: Record | null,
): Promise<boolean> {
  if (record === null) return messages.every((message) => isShown(message, platform))
  if (messages.some(({ ackedAt }) => ackedAt === null)) return false
  return (await leftIn(record)).length === 0
}

function isShown(message: Message, { board }: Platform): boolean {
  const shown = [...message.turnIds].flatMap((turnId) => board.ofTurn(turnId))
  return isAnswered(message, shown)
}
