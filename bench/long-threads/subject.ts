/** Something that answers turns of threads and remembers what was said in them. */
export interface Subject {
  readonly name: string
  /** What ours is compared with: nobody promised anything of it. */
  readonly isBaseline: boolean
  /** How many turns are timed in threads of each length. */
  readonly runs: number
  /** How many turns it takes to tell what one leaves on the disk: pages are coarse. */
  readonly weighed: number
  /** A thread in which so much was said before: two messages a turn. */
  newThread(messages: number): Promise<string>
  /** One turn, from the message to its end. */
  answer(threadId: string): Promise<void>
  stored(): Promise<readonly Stored[]>
}

/** A table on the disk, with its indexes and what it keeps out of line. */
export interface Stored {
  readonly table: string
  readonly bytes: number
}
