/** Slack's side of the events, in a process of its own: so many a second, over connections that are kept. */
import { Agent, request } from 'node:http'
import { setTimeout } from 'node:timers/promises'

import { headersOf, mention } from './mention.ts'
import { type Sending, sending, type Sent } from './sending.ts'

const agent = new Agent({ keepAlive: true })
process.on('message', (told) => void sendAll(sending.parse(told)))
process.once('disconnect', () => process.exit())

async function sendAll({ url, count, perSecond, first, place }: Sending): Promise<void> {
  const bodies = Array.from({ length: count }, (_, at) => mention(first + at, place))
  const startedAt = performance.now()
  const answers: Promise<number>[] = []
  for (const [at, body] of bodies.entries()) {
    const waitMs = startedAt + (at * 1_000) / perSecond - performance.now()
    if (waitMs > 0) await setTimeout(waitMs)
    answers.push(send(url, body))
  }
  process.send?.({ tookMs: await Promise.all(answers) } satisfies Sent)
}

/** Resolves with the milliseconds until the acknowledgement. */
function send(url: string, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const sentAt = performance.now()
    const sent = request(url, { method: 'POST', agent, headers: headersOf(body) }, (response) => {
      const { statusCode } = response
      if (statusCode !== 200) reject(new Error(`an event was answered with ${statusCode}`))
      response.resume().once('end', () => resolve(performance.now() - sentAt))
    })
    sent.once('error', reject).end(body)
  })
}
