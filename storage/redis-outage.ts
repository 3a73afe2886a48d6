import { AppError } from '../core/errors.ts'
import type { Logger } from '../core/logger.ts'

export interface Outage {
  began(reason: string): void
  ended(): void
  /** What a failed command means to its caller. */
  told(error: unknown): AppError
  /** We are leaving: nothing is worth a line any more. */
  mute(): void
}

/**
 * Says once that an outage began and once that it ended, whichever connection noticed. Errors are told by
 * their message alone: the driver puts the arguments of the command on them, passwords and people's words.
 */
export function outageLog(logger: Logger): Outage {
  const refusals = new Set<string>()
  let isOut = false
  let isMuted = false

  function began(reason: string): void {
    if (isOut || isMuted) return
    isOut = true
    logger.warn({ reason }, 'Redis does not answer, going on without it')
  }

  function ended(): void {
    refusals.clear()
    if (!isOut) return
    isOut = false
    logger.info('Redis answers again')
  }

  function told(error: unknown): AppError {
    const reason = error instanceof Error ? error.message : String(error)
    if (error instanceof Error && error.name === 'ReplyError') refused(reason)
    return new AppError('unavailable', `Redis: ${reason}`)
  }

  /** A server that answers OOM or NOPERM is not out, and yet somebody has to know. */
  function refused(reason: string): void {
    const [kind = ''] = reason.split(' ')
    if (isMuted || refusals.has(kind)) return
    refusals.add(kind)
    logger.warn({ reason }, 'Redis refused a command')
  }

  function mute(): void {
    isMuted = true
  }

  return { began, ended, told, mute }
}
