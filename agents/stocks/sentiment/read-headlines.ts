import type { Cache } from '../../../core/cache.ts'
import { withDeadline } from '../../../core/deadline.ts'
import { AppError } from '../../../core/errors.ts'
import type { AnalysisTask } from '../../../core/project.ts'
import type { Reader } from '../../../core/reader.ts'
import type { Headline } from '../types.ts'
import { type JudgedOnce, judgedOnce } from './judged-once.ts'
import { scoreHeadline } from './score-headline.ts'

export interface Scored {
  /** In the order of the headlines, each in [-1, 1]. */
  readonly scores: readonly number[]
  /** Who read them: a model by its name, or `word list`. */
  readonly reader: string
  /** Why it was not the model, where there is one. */
  readonly notes: readonly string[]
}

export interface ReadingTask extends Pick<AnalysisTask, 'symbol' | 'reader' | 'signal'> {
  readonly cache: Cache
}

/** The newest headlines; what a model has not read, the word list reads. */
const mostForModel = 30

/** A reply is worth more than a model's opinion of its headlines. */
const modelMs = 8_000

/** How good the news in each headline is: read by the model where there is one that keeps to the form. */
export async function readHeadlines(
  headlines: readonly Headline[],
  task: ReadingTask,
): Promise<Scored> {
  const byWords = headlines.map(({ title }) => scoreHeadline(title))
  const { reader } = task
  if (!reader || headlines.length === 0) return { scores: byWords, reader: wordList, notes: [] }
  const read = await judgedInTime(headlines.slice(0, mostForModel), { ...task, reader })
  if (read instanceof AppError) {
    const notes = [`language model: ${read.code}, headlines read with the word list`]
    return { scores: byWords, reader: wordList, notes }
  }
  const { judged, failure } = read
  const scores = byWords.map((score, at) => judged.get(at) ?? score)
  const notes = failure
    ? [`language model: ${failure.code}, new headlines read with the word list`]
    : []
  return { scores, reader: `${reader.name} ${reader.model}`, notes }
}

const wordList = 'word list'

async function judgedInTime(
  headlines: readonly Headline[],
  { symbol, reader, signal, cache }: ReadingTask & { readonly reader: Reader },
): Promise<JudgedOnce | AppError> {
  const titles = headlines.map(({ title }) => title)
  try {
    return await withDeadline(signal, modelMs, (own) =>
      judgedOnce({ cache, reader }, { symbol, titles, signal: own }),
    )
  } catch (error) {
    // Only the model was too slow, or failed: the headlines are there, and the word list reads them.
    signal.throwIfAborted()
    return AppError.from(error)
  }
}
