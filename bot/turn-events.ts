import type { AppError } from '../core/errors.ts'
import type { Rating } from '../core/inbox.ts'
import type { Logger } from '../core/logger.ts'
import type { Metrics } from '../core/metrics.ts'
import type { ClaimedTurn, Outcome } from '../core/turn-store.ts'
import type { IncomingMessage, Reply, Turn, TurnId } from '../core/types.ts'

/** What happens to turns, counted and logged in one place. */
export interface TurnEvents {
  received(message: IncomingMessage, turnId: TurnId): void
  /** A reply was written and kept. */
  answered(turnId: TurnId, reply: Reply): void
  /** An attached file could not be fetched; the person is told. */
  fileMissed(turnId: TurnId, error: AppError): void
  ended(claimed: ClaimedTurn, ended: { readonly outcome: Outcome; readonly tookMs: number }): void
  interrupted(claimed: ClaimedTurn, error: unknown): void
  /** A person said what they think of a reply. */
  rated(turn: Turn, rating: Rating): void
}

interface TurnEventDeps {
  readonly logger: Logger
  readonly metrics: Metrics
  readonly onEnded: ((turnId: TurnId) => void) | undefined
}

export function turnEvents({ logger, metrics, onEnded }: TurnEventDeps): TurnEvents {
  return {
    received({ channel, threadId }, turnId) {
      metrics.messageReceived(channel)
      logger.info({ channel, threadId, turnId }, 'message received')
    },
    answered(turnId, { route, usage, timings }) {
      const { project, intent, symbols } = route
      logger.info({ turnId, project, intent, symbols, usage, timings }, 'reply written')
    },
    fileMissed(turnId, error) {
      logger.warn({ turnId, err: error }, 'an attached file could not be fetched')
    },
    ended({ turn, attempt }, { outcome, tookMs }) {
      const { channel } = turn.message
      metrics.turnEnded({ channel, outcome, tookMs })
      logger.info({ channel, turnId: turn.id, attempt, outcome, tookMs }, 'turn ended')
      onEnded?.(turn.id)
    },
    interrupted({ turn, attempt }, error) {
      metrics.turnInterrupted(turn.message.channel)
      logger.error({ turnId: turn.id, attempt, err: error }, 'turn interrupted')
    },
    rated({ id: turnId, message: { channel }, reply }, { vote }) {
      metrics.replyRated(channel, vote)
      logger.info({ channel, turnId, intent: reply?.route.intent, vote }, 'reply rated')
    },
  }
}
