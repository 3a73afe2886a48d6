import { AppError } from '../core/errors.ts'

/** One line for the person who runs the hub: of what nobody foresaw, the message too, to go by or to report. */
export function failureLine(error: unknown): string {
  const { code, said, message } = AppError.from(error)
  return code === 'bug' && !said.includes(message) ? `${said} (${message})` : said
}
