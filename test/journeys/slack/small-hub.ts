import { Writable } from 'node:stream'

import { conversation, inboxOf } from '../../../bot/conversation.ts'
import { localDoorbell } from '../../../bot/doorbell.ts'
import { type Runner, turnRunner } from '../../../bot/runner.ts'
import { turnEvents } from '../../../bot/turn-events.ts'
import { type Clock, systemClock } from '../../../channels/clock.ts'
import { openLogger } from '../../../core/logger.ts'
import { openMetrics } from '../../../core/metrics.ts'
import type { TurnStore } from '../../../core/turn-store.ts'
import type { Agent, Channel, TurnId } from '../../../core/types.ts'

/** What stands between one channel and an agent. */
export interface SmallHub {
  /** Leaves what it runs as it is, for another to take up at once. */
  die(): Promise<void>
  close(): Promise<void>
}

export interface SmallHubOptions {
  readonly turns: TurnStore
  readonly agent: Agent
  readonly channel: Channel
  readonly ends: Ends
  /** Where replies go, when that is not the channel as it is. */
  readonly shown?: Channel
  readonly clock?: Clock
}

const logger = openLogger({
  level: 'silent',
  to: new Writable({ write: (_chunk, _encoding, done) => done() }),
})

export async function openSmallHub(options: SmallHubOptions): Promise<SmallHub> {
  const { turns, agent, channel, ends, shown = channel, clock = systemClock } = options
  const doorbell = localDoorbell()
  const metrics = openMetrics()
  const events = turnEvents({ logger, metrics, onEnded: ends.add })
  const channels = new Map([[channel.name, shown]])
  const wake = () => void doorbell.ring()
  const runs = { turns, agent, channels, events, wake, clock }
  const talk = conversation({ ...runs, runner: () => runner })
  const owner = `small hub ${Math.random()}`
  let isAlive = true
  const runner: Runner = turnRunner({
    turns: { ...turns, claim: async (...claim) => (isAlive ? turns.claim(...claim) : []) },
    conversation: talk,
    doorbell,
    events,
    metrics,
    logger,
    owner,
    scope: { channels: [channel.name] },
    concurrency: 8,
    leaseMs: 60_000,
    pollEveryMs: 20,
    turnLimitMs: 60_000,
  })
  await channel.start(inboxOf(talk, turns))
  runner.start()
  return {
    async die() {
      isAlive = false
      await turns.releaseAll(owner)
    },
    async close() {
      await runner.drain(isAlive ? 1_000 : 0)
      await channel.stop()
    },
  }
}

export interface Ends {
  add(turnId: TurnId): void
  /** Resolves when that many turns have ended since the beginning. */
  reached(count: number): Promise<void>
}

export function countEnds(): Ends {
  const ended = new Set<TurnId>()
  const waiting: { readonly count: number; readonly resolve: () => void }[] = []
  return {
    add(turnId: TurnId) {
      ended.add(turnId)
      for (const { count, resolve } of waiting) if (ended.size >= count) resolve()
    },
    reached(count: number): Promise<void> {
      const { promise, resolve } = Promise.withResolvers<void>()
      if (ended.size >= count) resolve()
      waiting.push({ count, resolve })
      return promise
    },
  }
}
