import { randomUUID } from 'node:crypto'
import { userInfo } from 'node:os'

import { AppError } from '../core/errors.ts'
import type { IncomingMessage, ThreadId, Turn, TurnId } from '../core/types.ts'
import type { Hub } from './hub.ts'

/** One person at a terminal, in one thread. */
export interface TerminalSession {
  readonly threadId: ThreadId
  /** Asks, and resolves with the ended turn; the channel has shown the reply by then. */
  ask(text: string): Promise<Turn>
  /** Stops the running answer; false when none is running. */
  stop(): Promise<boolean>
  close(): Promise<void>
}

/** Opens a hub for one thread; `onTurnEnded` is to be called by it. */
export type OpenHub = (options: {
  readonly threadId: ThreadId
  readonly onTurnEnded: (turnId: TurnId) => void
}) => Promise<Hub>

export async function openSession(
  open: OpenHub,
  threadId: ThreadId = `terminal:${randomUUID().slice(0, 8)}`,
): Promise<TerminalSession> {
  const endings = turnEndings()
  const hub = await open({ threadId, onTurnEnded: endings.mark })
  let running: TurnId | null = null
  return { threadId, ask, stop, close }

  async function ask(text: string): Promise<Turn> {
    const turnId = await hub.conversation.receive(messageOf(threadId, text))
    running = turnId
    await endings.wait(turnId)
    running = null
    const turn = await hub.turns.find(turnId)
    if (!turn) throw new AppError('bug', 'a turn that ended is not there')
    return turn
  }

  async function stop(): Promise<boolean> {
    return running !== null && (await hub.runner.stopTurn(running)) !== null
  }

  async function close(): Promise<void> {
    await hub.drain(1_000)
    await hub.close()
  }
}

function messageOf(threadId: ThreadId, text: string): IncomingMessage {
  const name = personName()
  return {
    id: randomUUID(),
    channel: 'terminal',
    organisation: { id: 'terminal:local', name: 'This machine' },
    roomId: threadId,
    threadId,
    author: { id: name, name },
    text,
    addressed: true,
    sentAt: new Date(),
  }
}

/** A container may run as a user id that has no name. */
function personName(): string {
  try {
    return userInfo().username
  } catch {
    return 'somebody'
  }
}

/** Lets one wait for a turn to end, whichever comes first: the wait or the end. */
function turnEndings() {
  const gates = new Map<TurnId, PromiseWithResolvers<void>>()
  const gate = (turnId: TurnId) => {
    const known = gates.get(turnId) ?? Promise.withResolvers<void>()
    gates.set(turnId, known)
    return known
  }
  return {
    mark: (turnId: TurnId) => gate(turnId).resolve(),
    wait: (turnId: TurnId) => gate(turnId).promise.finally(() => gates.delete(turnId)),
  }
}
