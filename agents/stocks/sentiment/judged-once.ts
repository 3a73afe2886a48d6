import { createHash } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'

import { z } from 'zod'

import { headlineJudgementKey } from '../../../core/cache-keys.ts'
import type { Cache } from '../../../core/cache.ts'
import { AppError } from '../../../core/errors.ts'
import type { Reader } from '../../../core/reader.ts'
import { type Asked, instructions, type Judged, judgeByModel } from './judge-by-model.ts'

export interface JudgedOnce {
  readonly judged: Judged
  /** Why some were not judged, beside those that the model left out. */
  readonly failure: AppError | null
}

export interface JudgingDeps {
  readonly cache: Cache
  readonly reader: Reader
}

/** The words of a headline do not change, nor does what the same model makes of them; a slip of it wears off. */
const ttlMs = 24 * 3_600_000

const schema = z.number().min(-1).max(1)

/** What a model makes of headlines, each judged once for its symbol; only new ones are sent, all of them together. */
export async function judgedOnce(
  { cache, reader }: JudgingDeps,
  { symbol, titles, signal }: Asked,
): Promise<JudgedOnce> {
  const judge = together((wanted, own) =>
    judgeByModel(reader, { symbol, titles: wanted, signal: own }),
  )
  const model = `${reader.name} ${reader.model}`
  const found = await Promise.allSettled(
    titles.map((title) =>
      cache.fetch(
        headlineJudgementKey(model, symbol, hashOf(title)),
        { schema, ttlMs, staleMs: 0, signal },
        (own) => judge(title, own),
      ),
    ),
  )
  signal.throwIfAborted()
  const judged = found.flatMap((each, at) =>
    each.status === 'fulfilled' ? [[at, each.value.value] as const] : [],
  )
  const failure = failureOf(found)
  if (judged.length === 0) throw failure ?? new AppError('unavailable', 'no headline was judged')
  return { judged: new Map(judged), failure }
}

/** Other instructions make another judgement. */
function hashOf(title: string): string {
  return createHash('sha256').update(`${instructions}\n${title}`).digest('base64url')
}

function failureOf(found: readonly PromiseSettledResult<unknown>[]): AppError | null {
  const failures = found.flatMap((each) =>
    each.status === 'rejected' ? [AppError.from(each.reason)] : [],
  )
  return failures.find(({ code }) => code !== leftOut) ?? null
}

/** The code of a headline that the model said nothing about: the next reader may ask again. */
const leftOut = 'not_found'

/** What the cache does not have is known within so many milliseconds of the first; what comes later is another call. */
const gatherMs = 20

type JudgeAll = (titles: readonly string[], signal: AbortSignal) => Promise<Judged>

/** One call for all that are wanted at about the same time; it ends once none of them is wanted any more. */
function together(judgeAll: JudgeAll) {
  let wanted: { readonly title: string; readonly signal: AbortSignal }[] = []
  let underway: Promise<Judged> | null = null

  async function send(): Promise<Judged> {
    await setTimeout(gatherMs)
    const sent = wanted
    wanted = []
    underway = null
    const titles = sent.map(({ title }) => title)
    return judgeAll(titles, whenAllAborted(sent.map(({ signal }) => signal)))
  }

  return async (title: string, signal: AbortSignal): Promise<number> => {
    const at = wanted.push({ title, signal }) - 1
    underway ??= send()
    const score = (await underway).get(at)
    if (score === undefined) throw new AppError(leftOut, 'the model left a headline out')
    return score
  }
}

function whenAllAborted(signals: readonly AbortSignal[]): AbortSignal {
  const own = new AbortController()
  const look = () => {
    if (signals.every(({ aborted }) => aborted)) own.abort(signals[0]?.reason)
  }
  for (const signal of signals) signal.addEventListener('abort', look, { once: true })
  look()
  return own.signal
}
