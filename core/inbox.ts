import type { IncomingMessage, MessageKey, ThreadId, Turn, TurnId } from './types.ts'

/** Where a channel brings what happens on its platform. Each verb resolves once that is durable. */
export interface Inbox {
  /** Null, and nothing is kept, when it was neither addressed to us nor said where we have spoken. */
  readonly receive: (message: IncomingMessage) => Promise<TurnId | null>
  /** The same message in new words. */
  readonly edit: (message: IncomingMessage) => Promise<void>
  /** The message was deleted. */
  readonly withdraw: (key: MessageKey) => Promise<void>
  /** A button ends the answer that is being written in that thread. */
  readonly stop: (threadId: ThreadId) => Promise<void>
  /** A turn with its reply, for whoever asks what that rests on; null when there is none. */
  readonly turn: (turnId: TurnId) => Promise<Turn | null>
  /** The newest turns of a thread, unfinished ones too, oldest first. */
  readonly thread: (threadId: ThreadId, limit: number) => Promise<readonly Turn[]>
  /** What a person thinks of a reply. */
  readonly rate: (rating: Rating) => Promise<void>
  /** The newest turns of one person, each thread once, newest first. */
  readonly recent: (author: AuthorKey, most: number) => Promise<readonly Turn[]>
}

/** A person as a channel knows them. */
export interface AuthorKey {
  readonly channel: string
  readonly organisationId: string
  readonly authorId: string
}

/** One person, one vote on a reply: a new one takes the place of the old. */
export interface Rating {
  readonly turnId: TurnId
  readonly authorId: string
  readonly vote: 'up' | 'down'
}
