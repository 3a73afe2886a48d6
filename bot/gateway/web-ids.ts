import { randomBytes } from 'node:crypto'

import type { ThreadId, TurnId } from '../../core/types.ts'
import { refused } from './refusal.ts'

/** Knowing a thread's id is what lets a visitor into it: 128 random bits. */
export function newThreadId(): ThreadId {
  return `web:${randomId()}`
}

export function randomId(): string {
  return randomBytes(16).toString('base64url')
}

/** Lets through only ids of the web's own threads: those of other channels are nobody's business here. */
export function webThreadId(given: string): ThreadId {
  if (isWebThread(given)) return given
  throw refused('not_found', 'There is no such conversation here.')
}

function isWebThread(given: string): given is ThreadId {
  return /^web:[\w-]{22,64}$/.test(given)
}

/** The shape of our turn ids. */
export function isTurnId(given: string): given is TurnId {
  return /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(given)
}
