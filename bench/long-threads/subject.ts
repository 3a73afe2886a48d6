/** Something that answers turns of threads and remembers what was said in them. */
export interface Subject {
  readonly name: string
  /** How many turns it takes to tell what one leaves on the disk: pages are coarse. */
  readonly weighed: number
  /** A thread in which so much was said before: two messages a turn. */
  newThread(messages: number): Promise<string>
  /** One turn, from the message to its end. */
  answer(threadId: string): Promise<void>
  /** On disk, with indexes, of everything in the tables. */
  storedBytes(): Promise<number>
}
