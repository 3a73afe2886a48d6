import { z } from 'zod'

import { AppError } from '../../core/errors.ts'
import type { Inbox } from '../../core/inbox.ts'
import type { Turn } from '../../core/types.ts'
import { placeOf, type Pressed } from './pressed.ts'
import { threadIdOf } from './thread-id.ts'

/** The turn that a button stands for; it must be one of the thread that the button stands in. */
export async function turnHere(inbox: Inbox, press: Pressed, turnId: string): Promise<Turn> {
  const turn = await turnOf(inbox, turnId)
  if (turn?.threadId === threadIdOf(placeOf(press))) return turn
  throw new AppError('not_found', `no turn ${turnId} in the thread of the button`)
}

/** The same for a button that one person alone sees: Slack does not say of it in which thread it stands. */
export async function turnInRoom(inbox: Inbox, press: Pressed, turnId: string): Promise<Turn> {
  const { teamId, roomId } = placeOf(press)
  const turn = await turnOf(inbox, turnId)
  if (turn?.threadId.startsWith(`slack:${teamId}:${roomId}:`)) return turn
  throw new AppError('not_found', `no turn ${turnId} in the room of the button`)
}

function turnOf(inbox: Inbox, turnId: string): Promise<Turn | null> {
  return z.uuid().safeParse(turnId).success ? inbox.turn(turnId) : Promise.resolve(null)
}
