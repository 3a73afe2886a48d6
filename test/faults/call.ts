import { Agent, type IncomingMessage, request } from 'node:http'
import { json } from 'node:stream/consumers'

import { AppError } from '../../core/errors.ts'

export interface Answer {
  readonly status: number
  readonly retryAfterSeconds: number
  readonly body: unknown
}

/**
 * Calls the platform over connections that are kept. Not with fetch: that takes a few milliseconds until the
 * bytes have left, and a process that is paused in these still sends what it had the right to send before.
 */
export function caller(url: string, patienceMs: number): (body: object) => Promise<Answer> {
  const agent = new Agent({ keepAlive: true })
  return (body) =>
    new Promise((resolve, reject) => {
      const signal = AbortSignal.timeout(patienceMs)
      const fail = (error: Error) => reject(failureOf(error, signal))
      const sent = request(url, { method: 'POST', agent, signal }, (response) => {
        answerIn(response).then(resolve, fail)
      })
      sent.once('error', fail).end(JSON.stringify(body))
    })
}

async function answerIn(response: IncomingMessage): Promise<Answer> {
  return {
    status: response.statusCode ?? 0,
    retryAfterSeconds: Number(response.headers['retry-after'] ?? 0),
    body: await json(response),
  }
}

function failureOf(cause: Error, { aborted }: AbortSignal): AppError {
  return new AppError(aborted ? 'timeout' : 'unavailable', cause.message, { cause })
}
