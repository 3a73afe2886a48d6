/** A bot that Slack tells of events, in one process that can be killed. */
export interface Subject {
  /** Where it listens; null while nobody does. */
  address(): string | null
  /** Begins its next life; resolves with the name of that, by which the platform knows it. */
  start(): Promise<string>
  /** Whether it knows of something that it still has to say. */
  isDone(): Promise<boolean>
  /** kill -9. */
  kill(): Promise<void>
  close(): Promise<void>
}

export interface SubjectOptions {
  readonly platformUrl: string
  /** Where its processes write what they have to say. */
  readonly logTo: number
}

/** The work, the same for all: two analysts at once, then an answer word by word, about 0.4 s in all. */
export const work = { analystMs: 60, wordMs: 6 } as const

/** How long a call to the platform may take. */
export const patienceMs = 3_000
