/** A job that is to be run once, whoever asks for it how often. */
export interface NewJob {
  readonly name: string
  /** With the name it makes asking again harmless, for at least a day after the job has ended. */
  readonly key: string
  /** Plain data. */
  readonly payload: unknown
  readonly delayMs: number
}

/** One run of a job. */
export interface JobRun {
  readonly name: string
  readonly key: string
  readonly payload: unknown
  /** 1 the first time, 2 after a failure or a crash, … */
  readonly attempt: number
}

/** What became of a run. */
export type JobOutcome =
  | { readonly type: 'done' }
  | { readonly type: 'retry'; readonly delayMs: number; readonly failure: string }
  | { readonly type: 'poisoned'; readonly failure: string }
  /** As if it had not been begun: the process that ran it is leaving. */
  | { readonly type: 'handed over' }

/** A job that failed for good, kept for whoever looks into it. */
export interface PoisonedJob extends JobRun {
  readonly failure: string
  readonly endedAt: Date
}

/** A run that is ours, until its lease runs out. */
export interface ClaimedJob extends JobRun {
  readonly fence: number
}

/** Jobs as rows. Verbs that take a claimed job throw AppError `conflict` when its lease was lost. */
export interface JobStore {
  /** Durable once it resolves. One that is there already stays as it is. */
  enqueue(job: NewJob): Promise<void>
  /** The one that has been due for longest; null when there is none. */
  claim(names: readonly string[], leaseMs: number): Promise<ClaimedJob | null>
  renew(job: ClaimedJob, leaseMs: number): Promise<void>
  settle(job: ClaimedJob, outcome: JobOutcome): Promise<void>
  /** Newest first. */
  poisoned(limit: number): Promise<readonly PoisonedJob[]>
  /** Deletes what ended longer ago than that. */
  forget(age: { readonly doneMs: number; readonly poisonedMs: number }): Promise<void>
}

/**
 * The rows of jobs that wait and run in a place that may lose them: what has not ended by its row is to be run,
 * whatever became of it there.
 */
export interface JobRecord extends Pick<JobStore, 'enqueue' | 'poisoned'> {
  hasEnded(run: JobRun): Promise<boolean>
  /** What became of a run. */
  note(run: JobRun, outcome: JobOutcome): Promise<void>
  /** Jobs of these names that have not ended and are due within that time; the longest due first, so many at most. */
  due(names: readonly string[], withinMs: number, most: number): Promise<readonly NewJob[]>
}
