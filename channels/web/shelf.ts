import type { TurnId } from '../../core/types.ts'
import type { Clock } from '../clock.ts'
import { type Journal, openJournal } from './journal.ts'

/** The journals of the turns of this process, and no more of them than it may keep. */
export interface Shelf {
  /** The journal of that turn, a new one where there is none. */
  take(turnId: TurnId): Journal
  find(turnId: TurnId): Journal | undefined
  clear(): void
}

export interface ShelfLimits {
  /** How long an ended turn can still be followed. */
  readonly keepMs: number
  /** How many ended turns at most. */
  readonly keepTurns: number
}

export function openShelf(clock: Clock, { keepMs, keepTurns }: ShelfLimits): Shelf {
  const journals = new Map<TurnId, Journal>()

  function drop(turnId: TurnId, journal: Journal): void {
    journal.close()
    journals.delete(turnId)
  }

  function dropOld(): void {
    for (const [turnId, journal] of journals) {
      const isOld = clock.now() - journal.lastAt() > (journal.isEnded() ? keepMs : idleMs)
      if (isOld) drop(turnId, journal)
    }
    const ended = [...journals].filter(([, journal]) => journal.isEnded())
    for (const [turnId, journal] of ended.slice(0, -keepTurns)) drop(turnId, journal)
  }

  return {
    take(turnId) {
      dropOld()
      const journal = journals.get(turnId) ?? openJournal(clock)
      journals.set(turnId, journal)
      return journal
    },
    find: (turnId) => journals.get(turnId),
    clear() {
      for (const [turnId, journal] of journals) drop(turnId, journal)
    },
  }
}

/** A turn of which nothing is heard for that long is answered elsewhere. */
const idleMs = 15 * 60_000
