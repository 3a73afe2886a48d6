import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { Attachment } from '../core/attachment.ts'
import type { TurnStore } from '../core/turn-store.ts'
import type { IncomingMessage, ThreadId } from '../core/types.ts'
import type { Database } from './database.ts'
import { databaseKinds, testDatabase } from './test-database.ts'
import { postgresTurns } from './turns.ts'

const told: Attachment = { id: 'F1', name: 'a.txt', type: 'text/plain', sizeBytes: 5 }
const read: Attachment = { ...told, content: { text: 'words', isTruncated: false } }

describe.each(databaseKinds())('files that came with a message, on %s', (kind) => {
  let database: Database
  let turns: TurnStore
  beforeAll(async () => {
    database = await testDatabase(kind)
    turns = postgresTurns(database)
  })
  afterAll(() => database.close())

  async function claim({ threadId }: IncomingMessage) {
    const [claimed] = await turns.claim('me', 60_000, { channels: ['fake'], threadId })
    if (!claimed) throw new Error('nothing to claim')
    return claimed
  }

  it('are known from the moment on at which the message is, without what is in them', async () => {
    const message = said('known', [read])
    const turnId = await turns.receive(message)
    expect((await turns.find(turnId))?.message.attachments).toEqual([told])
    expect((await claim(message)).turn.message.attachments).toEqual([told])
    const other = await turns.receive(said('none'))
    expect((await turns.find(other))?.message).not.toHaveProperty('attachments')
  })

  it('keep what is in them, for this turn and those after it, also when the words are edited', async () => {
    const message = said('kept', [told])
    const turnId = await turns.receive(message)
    const { lease } = await claim(message)
    await turns.keepAttachments(lease, turnId, [read])
    await turns.keepAttachments(lease, turnId, [read])
    await turns.end(lease, turnId, { outcome: 'done' })
    const next = await turns.receive({ ...message, id: 'kept-2', text: 'and?' })
    await turns.find(next)
    const { turns: history } = await turns.history(next, 5)
    expect(history[0]?.message.attachments).toEqual([read])
    await turns.edit({ ...said('kept'), text: 'other words' })
    expect((await turns.find(turnId))?.message).toMatchObject({
      text: 'other words',
      attachments: [read],
    })
  })

  it('are forgotten with a message that is taken back, and not written by who has lost it', async () => {
    const message = said('back', [told])
    const turnId = await turns.receive(message)
    const { lease } = await claim(message)
    await turns.keepAttachments(lease, turnId, [read])
    await turns.withdraw(message)
    expect((await turns.find(turnId))?.message).not.toHaveProperty('attachments')
    const late = turns.keepAttachments(lease, turnId, [read])
    await expect(late).rejects.toMatchObject({ code: 'conflict' })
    expect((await turns.find(turnId))?.message).not.toHaveProperty('attachments')
  })

  it('have names and texts that Postgres can keep, and ids as they are', async () => {
    const message = said('odd', [{ ...told, name: 'a\0\uD800.txt', type: '' }])
    const turnId = await turns.receive(message)
    expect((await turns.find(turnId))?.message.attachments?.[0]).toMatchObject({
      name: 'a\uFFFD.txt',
    })
    const { lease } = await claim(message)
    const content = { text: 'w\0rds', isTruncated: true }
    await turns.keepAttachments(lease, turnId, [{ ...told, content }])
    expect((await turns.find(turnId))?.message.attachments?.[0]?.content).toMatchObject({
      text: 'wrds',
    })
    await expect(turns.receive(said('bad', [{ ...told, id: 'F\0' }]))).rejects.toMatchObject({
      code: 'invalid',
    })
  })
})

function said(id: string, attachments?: readonly Attachment[]): IncomingMessage {
  const threadId: ThreadId = `fake:${id}`
  return {
    id,
    channel: 'fake',
    organisation: { id: 'fake:org', name: 'Org' },
    roomId: 'room',
    threadId,
    author: { id: 'ann', name: 'Ann' },
    text: 'analyse these',
    addressed: true,
    sentAt: new Date('2026-11-01T00:00:00Z'),
    ...(attachments && { attachments }),
  }
}
