import { Writable } from 'node:stream'

import { conversation, inboxOf } from '../../../bot/conversation.ts'
import { localDoorbell } from '../../../bot/doorbell.ts'
import { type Runner, turnRunner } from '../../../bot/runner.ts'
import { turnEvents } from '../../../bot/turn-events.ts'
import { openLogger } from '../../../core/logger.ts'
import { openMetrics } from '../../../core/metrics.ts'
import type { TurnStore } from '../../../core/turn-store.ts'
import type { Agent, Channel, TurnId } from '../../../core/types.ts'

/** What stands between one channel and an agent. */
export interface SmallHub {
  /** Resolves when that many turns have ended since the beginning. */
  ended(count: number): Promise<void>
  close(): Promise<void>
}

const logger = openLogger({
  level: 'silent',
  to: new Writable({ write: (_chunk, _encoding, done) => done() }),
})

export async function openSmallHub(
  turns: TurnStore,
  agent: Agent,
  channel: Channel,
): Promise<SmallHub> {
  const doorbell = localDoorbell()
  const metrics = openMetrics()
  const ends = countEnds()
  const events = turnEvents({ logger, metrics, onEnded: ends.add })
  const channels = new Map([[channel.name, channel]])
  const wake = () => void doorbell.ring()
  const talk = conversation({ turns, agent, channels, events, wake, runner: () => runner })
  const runner: Runner = turnRunner({
    turns,
    conversation: talk,
    doorbell,
    events,
    metrics,
    logger,
    owner: `small hub ${Math.random()}`,
    scope: { channels: [channel.name] },
    concurrency: 8,
    leaseMs: 60_000,
    pollEveryMs: 20,
    turnLimitMs: 60_000,
  })
  await channel.start(inboxOf(talk, turns))
  runner.start()
  return {
    ended: ends.reached,
    close: async () => {
      await runner.drain(1_000)
      await channel.stop()
    },
  }
}

function countEnds() {
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
