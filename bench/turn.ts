import { randomUUID } from 'node:crypto'
import { Writable } from 'node:stream'

import { readConfig } from '../bot/config.ts'
import { openHub } from '../bot/hub.ts'
import { fakeChannel } from '../channels/fake.ts'
import { openLogger } from '../core/logger.ts'
import { openMetrics } from '../core/metrics.ts'
import type { IncomingMessage, Turn } from '../core/types.ts'
import { testDatabaseUrl } from '../test/environment.ts'
import { type BenchResult, timingOf } from './bench.ts'

const warmUps = 50
const runs = 200

/** What the hub itself adds to a turn: all of it but the analysts' work, with data cached and no model. */
export async function run(): Promise<BenchResult> {
  const DATABASE_URL = testDatabaseUrl()
  const title = `One turn on ${DATABASE_URL ? 'PostgreSQL' : 'the embedded database (needs TEST_DATABASE_URL for a server)'}`
  const measured = await measureTurns({
    MARKET_DATA: 'demo',
    ...(DATABASE_URL && { DATABASE_URL }),
  })
  const share = (pick: (stage: Stages) => number) => measured.map(pick)
  return {
    title,
    rows: [
      timingOf(
        'whole turn: sent to ended',
        share(({ whole }) => whole),
      ),
      timingOf(
        'hub overhead: whole less analysts',
        share(({ whole, analyse }) => whole - analyse),
        25,
      ),
      timingOf(
        '  inbox: message durable',
        share(({ received }) => received),
      ),
      timingOf(
        '  plan: guard and route',
        share(({ plan }) => plan),
      ),
      timingOf(
        '  write: narrate and check',
        share(({ write }) => write),
      ),
      timingOf(
        '  claim, keep, deliver, end',
        share((s) => s.whole - s.received - s.total),
      ),
      timingOf(
        'analysts',
        share(({ analyse }) => analyse),
      ),
    ],
  }
}

interface Stages {
  readonly whole: number
  readonly received: number
  readonly plan: number
  readonly analyse: number
  readonly write: number
  readonly total: number
}

async function measureTurns(settings: Readonly<Record<string, string>>): Promise<Stages[]> {
  const ended = new Map<string, () => void>()
  const hub = await openHub({
    config: readConfig(settings),
    openChannels: async () => [fakeChannel({ isLive: true })],
    logger: openLogger({ level: 'silent', to: new Writable({ write: (_c, _e, done) => done() }) }),
    metrics: openMetrics(),
    onProgress: () => {},
    onTurnEnded: (turnId) => ended.get(turnId)?.(),
  })
  const stages: Stages[] = []
  for (let at = -warmUps; at < runs; at += 1) {
    const stage = await oneTurn(hub, ended)
    if (at >= 0) stages.push(stage)
  }
  await hub.drain(1_000)
  await hub.close()
  return stages
}

async function oneTurn(
  hub: Awaited<ReturnType<typeof openHub>>,
  ended: Map<string, () => void>,
): Promise<Stages> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const startedAt = performance.now()
  const turnId = await hub.conversation.receive(message())
  const received = performance.now() - startedAt
  ended.set(turnId, resolve)
  await promise
  const whole = performance.now() - startedAt
  const turn = await hub.turns.find(turnId)
  return { whole, received, ...timingsOf(turn) }
}

function timingsOf(turn: Turn | null) {
  const { plan = NaN, analyse = NaN, write = NaN, total = NaN } = turn?.reply?.timings ?? {}
  return { plan, analyse, write, total }
}

function message(): IncomingMessage {
  const id = randomUUID()
  return {
    id,
    channel: 'fake',
    organisation: { id: 'fake:bench', name: 'Bench' },
    roomId: id,
    threadId: `fake:${id}`,
    author: { id: 'ann', name: 'Ann' },
    text: 'How does AAPL look?',
    addressed: true,
    sentAt: new Date(),
  }
}
