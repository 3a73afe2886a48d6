import { setTimeout } from 'node:timers/promises'

import { headersOf, type SlackEvent } from './slack-event.ts'
import type { Subject } from './subject.ts'

/** What Slack knows of an event that it told of. */
export interface Delivery {
  readonly event: SlackEvent
  readonly sentAt: number
  /** Null when all deliveries failed. */
  ackedAt: number | null
}

/** Slack's own. */
const patienceMs = 3_000
/**
 * Slack comes again at once, after a minute and after five. Here a minute takes a second, or until somebody listens
 * again: no process takes a minute to start.
 */
const minuteMs = 1_000
const pausesMs = [0, minuteMs, 5 * minuteMs]

/** Tells of an event as Slack does, until it is acknowledged or Slack gives up. */
export function deliver(subject: Subject, event: SlackEvent): Sending {
  const delivery: Delivery = { event, sentAt: performance.now(), ackedAt: null }
  return { delivery, ended: insist(subject, delivery) }
}

export interface Sending {
  readonly delivery: Delivery
  readonly ended: Promise<void>
}

async function insist(subject: Subject, delivery: Delivery): Promise<void> {
  for (const pauseMs of [...pausesMs, null]) {
    if ((await statusOf(subject, delivery.event.body)) === 200) {
      delivery.ackedAt = performance.now()
      return
    }
    if (pauseMs !== null) await paused(subject, pauseMs)
  }
}

async function paused(subject: Subject, pauseMs: number): Promise<void> {
  if (pauseMs === 0) return
  await setTimeout(pauseMs)
  while (subject.address() === null) await setTimeout(10)
}

/** Null when there was no answer. */
export async function statusOf(
  subject: Subject,
  body: string,
  headers = headersOf(body),
): Promise<number | null> {
  const url = subject.address()
  if (url === null) return null
  const signal = AbortSignal.timeout(patienceMs)
  try {
    const response = await fetch(url, { method: 'POST', body, headers, signal })
    await response.arrayBuffer()
    return response.status
  } catch {
    // Whatever it was, to Slack it is no acknowledgement.
    return null
  }
}
