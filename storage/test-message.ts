import { randomUUID } from 'node:crypto'

import type { IncomingMessage } from '../core/types.ts'

/** What Ann said, in a thread of its own unless it is said which. */
export function testMessage(but: Partial<IncomingMessage> = {}): IncomingMessage {
  const { channel = 'fake', id = randomUUID(), roomId = id } = but
  return {
    id,
    channel,
    organisation: { id: 'fake:org', name: 'Org' },
    roomId,
    threadId: `${channel}:${roomId}`,
    author: { id: 'ann', name: 'Ann' },
    text: 'Hello',
    addressed: true,
    sentAt: new Date(),
    ...but,
  }
}
