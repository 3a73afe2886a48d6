import type { Attachment, AttachmentContent } from '../core/attachment.ts'
import { AppError } from '../core/errors.ts'
import type { ClaimedTurn, TurnStore } from '../core/turn-store.ts'
import type { Channel, IncomingMessage, ReplyEvent, ReplyStream } from '../core/types.ts'
import type { TurnEvents } from './turn-events.ts'

export interface ReadingDeps {
  readonly turns: Pick<TurnStore, 'keepAttachments'>
  readonly channel: Channel
  readonly events: Pick<TurnEvents, 'fileMissed'>
  readonly signal: AbortSignal
}

/** What nobody has fetched yet; a process that dies meanwhile leaves it so, and the next one fetches it. */
export function hasUnread({ attachments = [] }: IncomingMessage): boolean {
  return attachments.some(({ content }) => content === undefined)
}

/** A turn has other things to do. */
const readWithinMs = 20_000

/** The turn's message with what is in its files, kept so that each is fetched once. */
export async function withContents(
  { turns, channel, events, signal }: ReadingDeps,
  { lease, turn }: ClaimedTurn,
): Promise<IncomingMessage> {
  const { message } = turn
  const within = AbortSignal.any([signal, AbortSignal.timeout(readWithinMs)])
  const tried: Tried[] = []
  for (const file of message.attachments ?? []) {
    const asked = { message, file, signal: within }
    // One after the other: a message may bring more than memory has room for at once.
    tried.push({ file, content: file.content ?? (await contentOf(channel, asked)) })
  }
  signal.throwIfAborted()
  for (const { content } of tried)
    if (content instanceof AppError) events.fileMissed(turn.id, content)
  await turns.keepAttachments(lease, turn.id, tried.map(kept))
  return {
    ...message,
    attachments: tried.map(({ file, content }) => ({ ...file, content: said(content) })),
  }
}

interface Tried {
  readonly file: Attachment
  /** An error where it may be had another time. */
  readonly content: AttachmentContent | AppError
}

function kept({ file, content }: Tried): Attachment {
  return content instanceof AppError ? file : { ...file, content }
}

interface Asked {
  readonly message: IncomingMessage
  readonly file: Attachment
  readonly signal: AbortSignal
}

async function contentOf(
  { read }: Channel,
  { message, file, signal }: Asked,
): Promise<AttachmentContent | AppError> {
  if (!read)
    return { refusal: 'I cannot open files here. Put the words that matter into the message.' }
  try {
    return await read(message, file, signal)
  } catch (error) {
    return AppError.from(error)
  }
}

function said(content: AttachmentContent | AppError): AttachmentContent {
  if (!(content instanceof AppError)) return content
  return { refusal: 'I could not get it just now. Ask again in a minute, or paste its text.' }
}

/** Ends a reply with which files are not in it, or only in part. */
export async function* saying(
  reply: ReplyStream,
  { attachments = [] }: IncomingMessage,
): AsyncGenerator<ReplyEvent> {
  const note = attachments.flatMap(noteOf).join('\n')
  for await (const event of reply) {
    if (event.type !== 'done' || note === '') yield event
    else {
      const delta = event.reply.text === '' ? note : `\n\n${note}`
      yield { type: 'text', delta }
      yield { ...event, reply: { ...event.reply, text: event.reply.text + delta } }
    }
  }
}

function noteOf({ name, content }: Attachment): string[] {
  if (content === undefined) return []
  if ('refusal' in content) return [`_${shown(name)}_: ${content.refusal}`]
  return content.isTruncated ? [`_${shown(name)}_: I read the beginning of it; it is long.`] : []
}

/** A name is whatever somebody called a file: nothing of it is markup. */
function shown(name: string): string {
  const words = name
    .replaceAll(/[^\p{L}\p{M}\p{N}. -]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return words.slice(0, 80).toWellFormed() || 'a file'
}
