import { Agent, type IncomingMessage, request } from 'node:http'
import { json } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'

import { z } from 'zod'

import type { Random } from './random.ts'
import type { Tell } from './venue.ts'

/** One thing a person said on the platform. */
export interface Message {
  readonly id: string
  readonly threadId: string
  readonly text: string
  readonly saidAt: number
  /** When somebody first answered for it. */
  ackedAt: number | null
  readonly turnIds: Set<string>
}

export interface Courier {
  /** Tells of a message, `copies` times at once, until it is acknowledged. */
  deliver(message: Message, copies?: number): Promise<void>
  /** Milliseconds from the first try to the acknowledgement, of every message. */
  readonly waits: readonly number[]
  stop(): void
}

export interface CourierOptions {
  /** The processes that listen now. */
  readonly addresses: () => readonly string[]
  readonly random: Random
  /** How processes are told; in the harness's own words when absent. */
  readonly tell?: Tell | undefined
}

const acknowledgement = z.strictObject({ turnId: z.string() })

/** A platform tries again after 1, 3 and 9 of these, and after 9 from then on. */
const unitMs = 100
const pausesMs = [unitMs, 3 * unitMs, 9 * unitMs]
/** As long as Slack waits. */
const patienceMs = 3_000

/** Brings events to whichever process listens, the way platforms do: again and again until one says yes. */
export function openCourier({ addresses, random, ...given }: CourierOptions): Courier {
  const waits: number[] = []
  const agent = new Agent({ keepAlive: true })
  const { tell = plainly(agent) } = given
  const stopping = new AbortController()

  async function deliver(message: Message, copies = 1): Promise<void> {
    const startedAt = performance.now()
    await Promise.all(Array.from({ length: copies }, () => insist(message)))
    waits.push(performance.now() - startedAt)
  }

  async function insist(message: Message): Promise<void> {
    for (let failures = 0; !stopping.signal.aborted; failures++) {
      const turnId = await attempt(message)
      if (turnId !== null) return acknowledged(message, turnId)
      await setTimeout(pausesMs[failures] ?? 9 * unitMs)
    }
  }

  async function attempt(message: Message): Promise<string | null> {
    const [first, ...rest] = addresses()
    if (first === undefined) return null
    try {
      return await tell(random.pick([first, ...rest]), message)
    } catch {
      // Whatever went wrong with the other side is what redelivery is for.
      return null
    }
  }

  function stop(): void {
    stopping.abort()
    agent.destroy()
  }

  return { deliver, waits, stop }
}

function plainly(agent: Agent): Tell {
  return (url, { id, threadId, text }) =>
    post(agent, `${url}/events`, JSON.stringify({ id, threadId, text }))
}

/** By hand, for a crowd is many: `fetch` takes five times as long. Null when the answer was a no. */
async function post(agent: Agent, url: string, body: string): Promise<string | null> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const asked = request(url, { agent, method: 'POST', timeout: patienceMs }, resolve)
  asked.on('timeout', () => asked.destroy(new Error('no answer in time')))
  asked.on('error', reject)
  asked.end(body)
  const response = await promise
  const answer = await json(response)
  return response.statusCode === 200 ? acknowledgement.parse(answer).turnId : null
}

function acknowledged(message: Message, turnId: string): void {
  message.ackedAt ??= performance.now()
  message.turnIds.add(turnId)
}
