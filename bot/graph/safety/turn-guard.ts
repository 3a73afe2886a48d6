import { AppError } from '../../../core/errors.ts'
import type { Logger } from '../../../core/logger.ts'
import type { Metrics } from '../../../core/metrics.ts'
import type { Reader } from '../../../core/reader.ts'
import type { Finding, TurnId } from '../../../core/types.ts'
import { suspicionOf, suspicious } from '../suspicion/suspicion.ts'
import type { Guard } from './guarded.ts'

interface Watched {
  readonly turnId: TurnId
  readonly logger: Logger
  readonly metrics: Pick<Metrics, 'injectionSeen'>
}

/** The guard of one turn. What was attempted is counted and logged, never quoted. */
export function turnGuard(
  { turnId, logger, metrics }: Watched,
  findings: readonly Finding[],
): Guard {
  const urls = new Set(findings.flatMap(urlsOf))
  return {
    isAllowed: (url) => URL.canParse(url) && urls.has(new URL(url).href),
    isHarmless: (words) => suspicionOf(words, words) < suspicious,
    onWithheld() {
      metrics.injectionSeen('words')
      logger.warn({ turnId }, 'words of others read like an instruction and were withheld')
    },
    onLeak() {
      metrics.injectionSeen('leak')
      logger.warn({ turnId }, 'a model was stopped before it gave away its instructions')
    },
    onCall() {
      metrics.injectionSeen('call')
      logger.warn({ turnId }, 'a model asked for a tool that it was not offered')
    },
  }
}

function urlsOf({ evidence }: Finding): string[] {
  const values = evidence.flatMap((each) => Object.values(each.values))
  return values.flatMap((value) => (isWebAddress(value) ? [new URL(value).href] : []))
}

function isWebAddress(value: unknown): value is string {
  return typeof value === 'string' && /^https?:\/\/\S+$/i.test(value) && URL.canParse(value)
}

/** In the place of a model that is not asked, because of how the question reads. */
export function unasked(model: Reader): Reader {
  const said =
    'Your question reads in part like instructions to a language model, so I did not use one.'
  const error = new AppError('forbidden', 'the question reads like an instruction', { said })
  return {
    ...model,
    async *stream() {
      yield { type: 'failed', error, partial: '' }
    },
  }
}
