import { withDeadline } from '../../../core/deadline.ts'
import { AppError } from '../../../core/errors.ts'
import type { AnalysisTask } from '../../../core/project.ts'
import type { Headline } from '../types.ts'
import { type Judged, judgeByModel } from './judge-by-model.ts'
import { scoreHeadline } from './score-headline.ts'

export interface Scored {
  /** In the order of the headlines, each in [-1, 1]. */
  readonly scores: readonly number[]
  /** Who read them: a model by its name, or `word list`. */
  readonly reader: string
  /** Why it was not the model, where there is one. */
  readonly notes: readonly string[]
}

/** The newest headlines; what a model has not read, the word list reads. */
const mostForModel = 30

/** A reply is worth more than a model's opinion of its headlines. */
const modelMs = 8_000

/** How good the news in each headline is: read by the model where there is one that keeps to the form. */
export async function readHeadlines(
  headlines: readonly Headline[],
  task: Pick<AnalysisTask, 'symbol' | 'reader' | 'signal'>,
): Promise<Scored> {
  const byWords = headlines.map(({ title }) => scoreHeadline(title))
  const { reader } = task
  if (!reader || headlines.length === 0) return { scores: byWords, reader: wordList, notes: [] }
  const judged = await judgedInTime(headlines.slice(0, mostForModel), task)
  if (judged instanceof AppError) {
    const notes = [`language model: ${judged.code}, headlines read with the word list`]
    return { scores: byWords, reader: wordList, notes }
  }
  const scores = byWords.map((score, at) => judged.get(at) ?? score)
  return { scores, reader: `${reader.name} ${reader.model}`, notes: [] }
}

const wordList = 'word list'

async function judgedInTime(
  headlines: readonly Headline[],
  { symbol, reader, signal }: Pick<AnalysisTask, 'symbol' | 'reader' | 'signal'>,
): Promise<Judged | AppError> {
  if (!reader) return new AppError('bug', 'no model to read headlines with')
  try {
    return await withDeadline(signal, modelMs, (own) =>
      judgeByModel(reader, { symbol, titles: headlines.map(({ title }) => title), signal: own }),
    )
  } catch (error) {
    // Only the model was too slow, or failed: the headlines are there, and the word list reads them.
    signal.throwIfAborted()
    return AppError.from(error)
  }
}
