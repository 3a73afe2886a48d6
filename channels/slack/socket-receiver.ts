import { SocketModeClient } from '@slack/socket-mode'
import { z } from 'zod'

import { AppError } from '../../core/errors.ts'
import type { Logger } from '../../core/logger.ts'
import type { Clock } from '../clock.ts'
import { silent } from './client.ts'
import { envelope, type Envelope } from './envelope.ts'
import type { Interaction } from './http-receiver.ts'

export interface SocketReceiverDeps {
  readonly appToken: string
  readonly apiUrl?: string | undefined
  /** Resolves once the event is durable. */
  hear(envelope: Envelope): Promise<void>
  /** Resolves with the body of the acknowledgement. */
  interact(interaction: Interaction): Promise<unknown>
  readonly logger: Logger
  readonly clock: Clock
}

export interface SocketReceiver {
  /** Resolves when Slack has said hello; rejects with what to do when it does not. */
  start(): Promise<void>
  stop(): Promise<void>
}

const packet = z.object({
  type: z.string(),
  body: z.record(z.string(), z.unknown()),
  ack: z.custom<(body?: unknown) => Promise<void>>((value) => typeof value === 'function'),
})
type Packet = z.infer<typeof packet>

/** How long the first connection may take; later ones are tried for as long as it takes. */
const helloWithinMs = 10_000

/**
 * Events over a connection that we open: nothing of ours has to be reachable from outside. What is not
 * acknowledged is sent again, so nothing is acknowledged before it is durable.
 */
export function socketReceiver(deps: SocketReceiverDeps): SocketReceiver {
  const { appToken, apiUrl, logger, clock } = deps
  const client = new SocketModeClient({
    appToken,
    logger: silent,
    clientOptions: apiUrl === undefined ? {} : { slackApiUrl: apiUrl },
  })
  client.on('slack_event', (raw: unknown) => void take(deps, raw))
  client.on('error', (error: unknown) => logger.warn({ err: error }, 'the socket to Slack failed'))
  return {
    async start() {
      const greeted = new AbortController()
      try {
        await Promise.race([client.start(), tooLate(clock, greeted.signal)])
      } catch (error) {
        await client.disconnect().catch((again: unknown) => {
          // The first failure says what to do; this one only why a connection may be left behind.
          logger.warn({ err: again }, 'the socket to Slack could not be closed')
        })
        throw unreachable(error)
      } finally {
        greeted.abort()
      }
    },
    stop: () => client.disconnect(),
  }
}

async function tooLate(clock: Clock, greeted: AbortSignal): Promise<never> {
  await clock.sleep(helloWithinMs, greeted)
  throw new Error('Slack did not say hello in time')
}

async function take({ hear, interact, logger }: SocketReceiverDeps, raw: unknown): Promise<void> {
  try {
    const { type, body, ack } = packet.parse(raw)
    await ack(await answerTo({ type, body }, { hear, interact }))
  } catch (error) {
    // Without an acknowledgement Slack sends it again, or tells the person.
    logger.error({ err: error }, 'a message from Slack could not be taken')
  }
}

async function answerTo(
  { type, body }: Pick<Packet, 'type' | 'body'>,
  { hear, interact }: Pick<SocketReceiverDeps, 'hear' | 'interact'>,
): Promise<unknown> {
  if (type !== 'events_api') return (await interact(body)) ?? undefined
  const event = envelope.safeParse(body)
  if (event.success) await hear(event.data)
  return undefined
}

function unreachable(cause: unknown): AppError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new AppError('unavailable', `Socket Mode: ${reason}`, {
    said: 'Slack did not accept the socket. Check SLACK_APP_TOKEN (xapp-…, scope connections:write) and Socket Mode.',
    cause,
  })
}
