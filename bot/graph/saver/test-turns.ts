import { randomUUID } from 'node:crypto'

import type { CheckpointStore } from '../../../core/checkpoint-store.ts'
import type { TurnStore } from '../../../core/turn-store.ts'
import type { IncomingMessage, TurnId } from '../../../core/types.ts'

export function newTurn(inbox: TurnStore): Promise<TurnId> {
  return turnFor(inbox, messageOf(randomUUID()))
}

/** Out of the inbox, as turns are that somebody runs. */
async function turnFor(inbox: TurnStore, message: IncomingMessage): Promise<TurnId> {
  const turnId = await inbox.receive(message)
  await inbox.find(turnId)
  return turnId
}

/**
 * The store as seen by somebody who makes thread ids up, such as LangGraph's own suite: each stands for a turn
 * that is there, because nothing is kept of others.
 */
export function anyThread(store: CheckpointStore, inbox: TurnStore): CheckpointStore {
  const made = new Map<string, TurnId>()
  return {
    append: async (name, page) => store.append(await turnOf(name), page),
    read: async (name) => store.read(await turnOf(name)),
    forget: async (name) => store.forget(await turnOf(name)),
    turns: async () => {
      const kept = new Set(await store.turns())
      return [...made].filter(([, turnId]) => kept.has(turnId)).map(([name]) => name)
    },
  }

  async function turnOf(name: string): Promise<TurnId> {
    const turnId = await turnFor(inbox, messageOf(name))
    made.set(name, turnId)
    return turnId
  }
}

/** A message that makes a turn of its own, in a thread of its own. */
export function messageOf(id: string): IncomingMessage {
  return {
    id,
    channel: 'fake',
    organisation: { id: 'fake:org', name: 'Org' },
    roomId: id,
    threadId: `fake:${id}`,
    author: { id: 'ann', name: 'Ann' },
    text: 'How does AAPL look?',
    addressed: true,
    sentAt: new Date('2026-01-05T12:00:00Z'),
  }
}
