import { setTimeout } from 'node:timers/promises'

import type { Shown } from './board.ts'
import { type Message, openCourier } from './courier.ts'
import { openPeople, type People } from './people.ts'
import { openPlatform, type Platform } from './platform.ts'
import type { Random } from './random.ts'
import { leftIn, type Record } from './record.ts'
import type { ReplicaOptions } from './replica-options.ts'
import { type Replica, startReplica } from './replica-process.ts'
import { endOf, isAnswered, judge, type Verdict } from './verdict.ts'

/** A platform, people who talk on it, and processes that serve it. */
export interface Stage extends People {
  readonly platform: Platform
  /** Those that listen. */
  replicas(): readonly Replica[]
  start(): Promise<Replica>
  /** Everybody in these messages has been answered and the record is at rest; false when it takes too long. */
  settled(messages: readonly Message[], withinMs: number): Promise<boolean>
  /** Whoever of these got a visible failure. */
  failures(messages: readonly Message[]): readonly string[]
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
  readonly options: Omit<ReplicaOptions, 'name' | 'platformUrl'>
  readonly logTo: number
}

/** How long the platform is watched for something more, when all seems said. */
const quietMs = 150

export async function openStage({ random, record, options, logTo }: StageDeps): Promise<Stage> {
  const platform = await openPlatform()
  const all: Replica[] = []
  const replicas = () => all.filter(({ isUp }) => isUp())
  const courier = openCourier({ addresses: () => replicas().map(({ url }) => url), random })
  let names = 0

  async function start(): Promise<Replica> {
    names += 1
    const own = { ...options, name: `replica ${names}`, platformUrl: platform.url }
    const replica = await startReplica(own, logTo)
    all.push(replica)
    return replica
  }

  async function settled(messages: readonly Message[], withinMs: number): Promise<boolean> {
    const until = performance.now() + withinMs
    while (!(await isSettled(messages, platform, record))) {
      if (performance.now() > until) return false
      await setTimeout(25)
    }
    await setTimeout(quietMs)
    return true
  }

  return {
    ...openPeople(courier),
    platform,
    replicas,
    start,
    settled,
    failures: (messages) =>
      messages.filter((one) => endOf(one, shownOf(one, platform)) === 'failed').map(textOf),
    async verdict(messages) {
      return { ...judge(messages, platform.board), leftOver: record ? await leftIn(record) : [] }
    },
    async close() {
      courier.stop()
      await Promise.all(replicas().map((replica) => replica.kill()))
      await platform.close()
    },
  }
}

async function isSettled(
  messages: readonly Message[],
  platform: Platform,
  record: Record | null,
): Promise<boolean> {
  if (!messages.every((message) => isAnswered(message, shownOf(message, platform)))) return false
  return record === null || (await leftIn(record)).length === 0
}

function shownOf({ turnIds }: Message, { board }: Platform): readonly Shown[] {
  return [...turnIds].flatMap((turnId) => board.ofTurn(turnId))
}

function textOf({ text }: Message): string {
  return text
}
