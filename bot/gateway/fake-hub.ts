import { randomUUID } from 'node:crypto'

import { openLogger } from '../../core/logger.ts'
import { openMetrics } from '../../core/metrics.ts'
import type { NamedAuthor } from '../../core/people-store.ts'
import {
  type Chooser,
  type PersonalSettings,
  type SettingsStore,
  usualSettings,
} from '../../core/settings.ts'
import type {
  Check,
  IncomingMessage,
  MessageKey,
  Reply,
  ReplyEvent,
  ThreadId,
  Turn,
  TurnId,
} from '../../core/types.ts'
import { chartLinks } from '../charts/links.ts'
import { gateway, type GatewayDeps } from './app.ts'

export const threadId: ThreadId = 'web:AAAAAAAAAAAAAAAAAAAAAA'

/** A hub in memory behind the real gateway, for tests: it keeps what it hears and says what it is told to. */
export function fakeHub(overrides: Partial<GatewayDeps> = {}) {
  const { receive, stopTurn, said, find, thread, ...record } = fakeRecord()
  const { follow, ...live } = fakeLive()
  const logged: unknown[] = []
  const state: { isDraining: boolean; checks: readonly Check[] } = { isDraining: false, checks: [] }
  const app = gateway({
    receive,
    stopTurn,
    turns: { said, find, thread },
    follow,
    charts: { links: chartLinks(Buffer.alloc(32)), studio: { png: async () => new Uint8Array() } },
    settings: fakeSettings(),
    ready: async () => state.checks,
    isDraining: () => state.isDraining,
    metrics: openMetrics(),
    logger: openLogger({ level: 'info', to: { write: (line) => logged.push(JSON.parse(line)) } }),
    version: '1.2.3',
    pollEveryMs: 5,
    ...overrides,
  })
  return { app, ...record, ...live, logged, state }
}

/** Of people who are called what their browser says. */
function fakeSettings() {
  const chosen = new Map<string, PersonalSettings>()
  const of = ({ userId }: Chooser) => chosen.get(userId) ?? usualSettings
  const settings: SettingsStore = {
    of: async (chooser) => of(chooser),
    async change(chooser, change) {
      const changed = { ...of(chooser), ...change }
      chosen.set(chooser.userId, changed)
      return changed
    },
  }
  const userOf = async ({ authorId }: NamedAuthor) => `user ${authorId}`
  return { people: { userOf }, personal: { settings } }
}

function fakeRecord() {
  const turns = new Map<TurnId, Turn>()
  return { turns, put, end, receive, stopTurn, said, find, thread }

  function put(message: Partial<IncomingMessage>): Turn {
    const turn: Turn = {
      id: randomUUID(),
      threadId: message.threadId ?? threadId,
      message: { ...greeting, ...message },
      state: 'running',
      reply: null,
      failure: null,
      createdAt: new Date(0),
      endedAt: null,
    }
    turns.set(turn.id, turn)
    return turn
  }

  function end(turnId: TurnId, ending: Partial<Turn>): void {
    const turn = turns.get(turnId)
    if (turn) turns.set(turnId, { ...turn, endedAt: new Date(1), ...ending })
  }

  async function receive(message: IncomingMessage): Promise<TurnId> {
    return ((await said(message)) ?? put(message)).id
  }

  async function said({ id: asked }: MessageKey): Promise<Turn | null> {
    return [...turns.values()].find(({ message: { id } }) => id === asked) ?? null
  }

  async function stopTurn(turnId: TurnId): Promise<'asked' | null> {
    return turns.get(turnId)?.endedAt === null ? 'asked' : null
  }

  async function find(turnId: TurnId): Promise<Turn | null> {
    return turns.get(turnId) ?? null
  }

  async function thread(asked: ThreadId, limit: number): Promise<readonly Turn[]> {
    return [...turns.values()].filter((turn) => turn.threadId === asked).slice(-limit)
  }
}

function fakeLive() {
  const lives = new Map<TurnId, Life>()
  return {
    follow: (turnId: TurnId, signal: AbortSignal) => lifeOf(turnId).follow(signal),
    say: (turnId: TurnId, ...events: readonly ReplyEvent[]) => lifeOf(turnId).say(events),
    /** How many follow a turn at this moment. */
    listeners: (turnId: TurnId) => lifeOf(turnId).listeners(),
  }

  function lifeOf(turnId: TurnId): Life {
    const life = lives.get(turnId) ?? newLife()
    lives.set(turnId, life)
    return life
  }
}

interface Life {
  say(events: readonly ReplyEvent[]): void
  follow(signal: AbortSignal): AsyncGenerator<ReplyEvent>
  listeners(): number
}

/** A turn's events from the first one, for everyone who follows it. */
function newLife(): Life {
  const log: ReplyEvent[] = []
  const wakes = new Set<() => void>()
  return { say, follow, listeners: () => wakes.size }

  function say(events: readonly ReplyEvent[]): void {
    log.push(...events)
    for (const wake of wakes) wake()
  }

  async function* follow(signal: AbortSignal): AsyncGenerator<ReplyEvent> {
    for (let next = 0; !signal.aborted;) {
      const event = log[next]
      if (event) {
        next += 1
        yield event
      } else await more(signal)
    }
  }

  async function more(signal: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    wakes.add(resolve)
    signal.addEventListener('abort', () => resolve(), { once: true })
    await promise
    wakes.delete(resolve)
  }
}

const greeting: IncomingMessage = {
  id: 'greeting',
  channel: 'web',
  organisation: { id: 'web:public', name: 'Web' },
  roomId: threadId,
  threadId,
  author: { id: 'the-visitors-secret', name: 'Visitor' },
  text: 'How does AAPL look?',
  addressed: true,
  sentAt: new Date(0),
}

export const reply: Reply = {
  text: 'AAPL looks **fine**.',
  route: { project: 'stocks', intent: 'analysis', agents: [], symbols: ['AAPL'], period: null },
  verdicts: [],
  evidence: [],
  choices: [{ label: 'Why?', text: 'why?' }],
  usage: [],
  timings: {},
}
