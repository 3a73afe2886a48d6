/** A delivery to the fake channel, for tests. */
import { AppError } from '../core/errors.ts'
import type { ReplyEvent } from '../core/types.ts'
import { deliver } from './deliver.ts'
import { type FakeOptions, fakeChannel, fakeClock, memoryRecords, openReply } from './fake.ts'
import type { RecordedPost } from './posts.ts'

export const to = { threadId: 'fake:1', turnId: 'turn-1' } as const
export const limited = new AppError('rate_limited', 'HTTP 429', { retryAfterMs: 3_000 })
export const unavailable = new AppError('unavailable', 'HTTP 500')
export const gone = new AppError('not_found', 'The post was deleted.')

export function begin(
  options: FakeOptions = {},
  channel = fakeChannel(options),
  known: ReadonlyMap<number, RecordedPost> = new Map(),
) {
  const reply = openReply()
  const records = memoryRecords(known)
  const clock = fakeClock()
  const troubles: AppError[] = []
  const onTrouble = (error: AppError): void => void troubles.push(error)
  const delivered = deliver(channel, to, reply, records, { clock, onTrouble })
  return { channel, reply, records, clock, troubles, delivered }
}

export function text(delta: string): ReplyEvent {
  return { type: 'text', delta }
}
