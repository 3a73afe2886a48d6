import { Redis as Client } from 'ioredis'

import { AppError } from '../core/errors.ts'
import type { Logger } from '../core/logger.ts'
import { checkedUrl, connectionOptions } from './redis-options.ts'
import { type Outage, outageLog } from './redis-outage.ts'

export type { Client }
export type RedisState = 'up' | 'down'

export interface RedisOptions {
  readonly logger: Logger
  /** The longest that a call may wait for its answer. */
  readonly commandLimitMs?: number
  /** Told of the first state and of every change. */
  readonly onState?: (state: RedisState) => void
}

/** A Redis that may come and go. Nothing that is told to it here may be the only record of anything. */
export interface Redis {
  /** For libraries that want the driver's own client; the rest goes through `call`. */
  readonly client: Client
  state(): RedisState
  /** Rejects with AppError `unavailable`: at once when Redis is down, within 100 ms when it says nothing. */
  call<T>(command: (client: Client) => Promise<T>): Promise<T>
  /** Another connection, for commands that wait. It is closed with this one, and so are its duplicates once cut. */
  connect(): Client
  /** Hears a channel whenever Redis is up. `onJoined` is told each time that listening begins anew. */
  listen(channel: string, onText: (text: string) => void, onJoined: () => void): void
  close(): void
}

/** Resolves once it is known whether Redis answers; from then on it comes back by itself. */
export async function openRedis(
  url: string,
  { logger, commandLimitMs = 50, onState }: RedisOptions,
): Promise<Redis> {
  const outage = outageLog(logger)
  let isClosed = false
  const { hasty, patient } = connectionOptions(commandLimitMs, () => isClosed)
  const client = new Client(checkedUrl(url), hasty)
  const others: Client[] = []
  const state = await watch(client, outage, onState)

  async function call<T>(command: (client: Client) => Promise<T>): Promise<T> {
    if (state() === 'down') throw new AppError('unavailable', 'Redis is down')
    try {
      return await command(client)
    } catch (error) {
      throw outage.told(error)
    }
  }

  function connect(): Client {
    const other = client.duplicate(patient)
    others.push(other)
    return other.on('error', (error: Error) => outage.began(error.message))
  }

  function listen(channel: string, onText: (text: string) => void, onJoined: () => void): void {
    const ears = connect()
    ears.on('message', (_channel: string, text: string) => onText(text))
    // Anew on every connection; when this one is gone too, the next does it.
    ears.on('ready', () => {
      ears.subscribe(channel).then(onJoined, (error: unknown) => void outage.told(error))
    })
  }

  function close(): void {
    isClosed = true
    outage.mute()
    for (const one of [...others, client]) one.disconnect()
  }

  return { client, state, call, connect, listen, close }
}

/** Follows a connection from its first answer or failure on. */
async function watch(
  client: Client,
  outage: Outage,
  onState: RedisOptions['onState'] = () => {},
): Promise<() => RedisState> {
  const first = Promise.withResolvers<void>()
  let state: RedisState | null = null

  function become(next: RedisState): void {
    if (state !== next) onState(next)
    state = next
    first.resolve()
  }

  client.on('error', (error: Error) => outage.began(error.message))
  client.on('close', () => {
    outage.began('the connection closed')
    become('down')
  })
  client.on('ready', () => {
    outage.ended()
    become('up')
  })
  await first.promise
  return () => state ?? 'down'
}
