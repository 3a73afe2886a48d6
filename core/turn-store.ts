import type { Attachment } from './attachment.ts'
import type { AuthorKey, Rating } from './inbox.ts'
import type {
  IncomingMessage,
  MessageKey,
  PostId,
  Principal,
  Reply,
  ThreadId,
  Turn,
  TurnId,
  TurnState,
} from './types.ts'

/** How often a turn is tried before the person is told that it failed. */
export const mostAttempts = 3

/** The right to run the turns of one thread until it runs out; the fence tells it from every earlier one. */
export interface Lease {
  readonly owner: string
  readonly threadId: ThreadId
  readonly fence: number
}

/** A turn that is ours to run. */
export interface ClaimedTurn {
  readonly lease: Lease
  readonly turn: Turn
  readonly principal: Principal
  /** 1 the first time, 2 after a crash, … */
  readonly attempt: number
  /** The person took the message back: show that, and end it. */
  readonly isWithdrawn: boolean
}

export interface RecordedPost {
  readonly part: number
  /** Null when we do not know whether it was made. */
  readonly postId: PostId | null
  /** Empty once the turn is done: its reply says it. */
  readonly shown: string
}

/** A thread before one of its turns. */
export interface History {
  /** What was said in the turns before those. */
  readonly summary: string
  /** Ended turns, oldest first. */
  readonly turns: readonly Turn[]
}

/** Which turns a runner may take: those of the channels it speaks on, or of one thread alone. */
export interface Scope {
  readonly channels: readonly string[]
  readonly threadId?: ThreadId
  /** How many at once; one when absent. */
  readonly most?: number
  /** Only turns that were tried at most so often before. */
  readonly triedAtMost?: number
  /** Not these, for they run there already: a lease that has lapsed for a moment is renewed, not taken anew. */
  readonly except?: readonly ThreadId[]
}

export type Outcome = Exclude<TurnState, 'queued' | 'running'>

/**
 * The inbox, the queue and the record of turns. Verbs that take a lease throw AppError `conflict`
 * when that lease was lost: whoever lost it writes nothing more.
 */
export interface TurnStore {
  /** Durable once it resolves, to what its turn is called: the same each time that the message is told. */
  receive(message: IncomingMessage): Promise<TurnId>
  /** The turn of a message that was told before; null when it was not. */
  said(key: MessageKey): Promise<Turn | null>
  /**
   * Takes a message in its new words: its turn is answered anew, whatever had become of it, and as soon as whoever
   * runs it has let go. Null when there is no such message, or when it says that already.
   */
  edit(message: IncomingMessage): Promise<TurnId | null>
  /** Takes a message back. What was said of it is forgotten at once, what is shown of it when its turn is run. */
  withdraw(key: MessageKey): Promise<TurnId | null>
  /**
   * The oldest unfinished turns of threads that nobody runs, fair between organisations; none when none wait. One
   * on its last attempt comes without others that were tried before: a turn that kills its process shall not take those
   * with it that were only near. And a turn is given up only after a long silence, or when its process is known to be gone: one
   * that was merely slow is still at it.
   */
  claim(owner: string, leaseMs: number, scope: Scope): Promise<readonly ClaimedTurn[]>
  /**
   * Keeps a lease alive. True when somebody asked for this turn to stop. Throws AppError `conflict` too when the
   * turn's message changed, and it is to be run anew.
   */
  renew(lease: Lease, leaseMs: number): Promise<boolean>
  /** Keeps reply, evidence and usage, before the last post is made. */
  keepReply(lease: Lease, turnId: TurnId, reply: Reply): Promise<void>
  /** Keeps what is in the files of the turn's message, so that they are fetched once. Safe to repeat. */
  keepAttachments(lease: Lease, turnId: TurnId, attachments: readonly Attachment[]): Promise<void>
  /** Ends the turn and gives the thread back. */
  end(lease: Lease, turnId: TurnId, end: { outcome: Outcome; failure?: string }): Promise<void>
  /** Puts the turn back to be tried again, and gives the thread back. */
  postpone(lease: Lease, turnId: TurnId, delayMs: number): Promise<void>
  /** Puts the turn back at once, as if it had not been begun: the process that ran it is leaving. */
  handOver(lease: Lease, turnId: TurnId): Promise<void>
  /** Gives a thread back whose turn is no longer to be run under that lease; nothing when it was lost already. */
  letGo(lease: Lease): Promise<void>
  /** Says that a turn whose lease was lost did not kill its process: that attempt does not count. */
  survived(lease: Lease, turnId: TurnId): Promise<void>
  /**
   * Says that something of a turn was shown after that lease was lost, perhaps over what others have shown since: where
   * its reply is kept, or its message was taken back, that is shown once more.
   */
  showAgain(lease: Lease, turnId: TurnId): Promise<void>
  /**
   * Gives back what this owner holds, but for some threads: at boot what an earlier life of it left running, and what
   * a claim took whose answer was lost.
   */
  releaseAll(owner: string, but?: readonly ThreadId[]): Promise<void>
  /**
   * Gives back what processes of this machine hold that are gone, so that nobody waits until their leases have run
   * out. A process of another machine, or container, cannot be looked at: its leases run out.
   */
  releaseGone(): Promise<void>
  /** A queued turn stops at once; a running one is asked to. Null when there is no such unfinished turn. */
  requestStop(turnId: TurnId): Promise<'stopped' | 'asked' | null>
  /** Unfinished turns of its thread that came before that one, oldest first. */
  unfinishedBefore(turnId: TurnId): Promise<readonly Turn[]>
  /** Unfinished turns of a thread, oldest first. */
  unfinishedIn(threadId: ThreadId): Promise<readonly Turn[]>

  posts(turnId: TurnId): Promise<readonly RecordedPost[]>
  beforePost(lease: Lease, turnId: TurnId, post: RecordedPost): Promise<void>
  afterPost(lease: Lease, turnId: TurnId, post: RecordedPost): Promise<void>

  find(turnId: TurnId): Promise<Turn | null>
  /** What came before a turn in its thread: the first so many turns that its summary does not cover. */
  history(turnId: TurnId, most: number): Promise<History>
  /** Keeps a new summary of the thread, which covers its turns through that one. */
  summarise(lease: Lease, through: TurnId, summary: string): Promise<void>
  /** All turns of a thread, unfinished ones too, oldest first. */
  thread(threadId: ThreadId, limit: number): Promise<readonly Turn[]>
  /** The newest turns of one person that were not withdrawn, each thread once, newest first. */
  recent(author: AuthorKey, most: number): Promise<readonly Turn[]>

  /** Keeps a person's vote on a reply, in place of an earlier one. */
  rate(rating: Rating): Promise<void>
}

/**
 * Tells runners that there may be work, or that something became of a turn that one of them may be running. Losing a
 * ring loses time, never a turn: runners also poll, and look at their turns at every heartbeat.
 */
export interface Doorbell {
  ring(changed?: TurnId): Promise<void>
  /** Returns the verb that stops listening. */
  listen(onRing: OnRing): () => void
}

export type OnRing = (changed?: TurnId) => void
