import { once } from 'node:events'
import { createServer } from 'node:http'

import { usualTerms } from '../../bot/usual-terms.ts'
import { type Envelope, eventOf } from '../../channels/slack/envelope.ts'
import { httpReceiver } from '../../channels/slack/http-receiver.ts'
import { openLogger } from '../../core/logger.ts'
import { openDatabase } from '../../storage/database.ts'
import { migrate } from '../../storage/migrate.ts'
import { migrationsFolder } from '../../storage/migrations.ts'
import { emptyDatabaseOnServer } from '../../storage/test-database.ts'
import { openRecord } from '../../test/faults/record.ts'
import type { ReplicaOptions } from '../../test/faults/replica-options.ts'
import { type Replica, startReplica } from '../../test/faults/replica-process.ts'
import { saidIn, signingSecret } from './slack-event.ts'
import { patienceMs, type Subject, type SubjectOptions, work } from './subject.ts'

const logger = openLogger({ level: 'silent' })

/**
 * The hub, as the fault harness runs it, behind the Slack channel's own receiver of signed events. That acknowledges
 * what the hub's process has made durable, and nothing else.
 */
export async function hubSubject(options: SubjectOptions): Promise<Subject> {
  const place = await openPlace()
  let replica: Replica | null = null
  let lives = 0
  const front = await openFront(() => replica)

  async function start(): Promise<string> {
    lives += 1
    const name = `hub, life ${lives}`
    const own = { ...terms, ...place.where, name, platformUrl: options.platformUrl }
    replica = await startReplica(own, options.logTo)
    return name
  }

  async function kill(): Promise<void> {
    const dying = replica
    replica = null
    await dying?.kill()
  }

  async function close(): Promise<void> {
    await kill()
    await front.close()
    await place.remove()
  }

  return {
    address: () => (replica === null ? null : front.url),
    start,
    isDone: place.isDone,
    kill,
    close,
  }
}

const terms = {
  platform: 'plain',
  redisUrl: null,
  ...usualTerms,
  concurrency: 64,
  isFar: false,
  drainMs: 5_000,
  ...work,
  editEveryMs: 1_000,
  postLength: 3_000,
  canFind: true,
  patienceMs,
} satisfies Partial<ReplicaOptions>

interface Place {
  readonly where: Pick<ReplicaOptions, 'databaseUrl' | 'dataDir'>
  /** Nothing in the record waits or runs. */
  isDone(): Promise<boolean>
  remove(): Promise<void>
}

async function openPlace(): Promise<Place> {
  const { url: databaseUrl, drop } = await emptyDatabaseOnServer()
  const where = { databaseUrl, dataDir: '' }
  const { sql, close } = await openDatabase({ ...where, onProgress: () => {} })
  await migrate(sql, migrationsFolder)
  await close()
  const record = await openRecord(where)
  return {
    where: { databaseUrl, dataDir: '' },
    isDone: async () => (await record.leftOver()).unfinished === 0,
    async remove() {
      await record.close()
      await drop()
    },
  }
}

async function openFront(replica: () => Replica | null) {
  const hear = (envelope: Envelope) => passOn(envelope, replica()?.url)
  const now = Date.now
  const receive = httpReceiver({ signingSecret, hear, interact: async () => '', now, logger })
  const server = createServer((request, response) => void receive(request, response))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}/slack/events`,
    async close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

/** Rejects unless it is durable. */
async function passOn(envelope: Envelope, url: string | undefined): Promise<void> {
  const event = eventOf(envelope)
  if (event?.type !== 'app_mention') throw new Error('this bench sends mentions only')
  if (url === undefined) throw new Error('nobody listens')
  const said = { id: envelope.event_id, threadId: event.ts, text: saidIn(event.text) }
  const signal = AbortSignal.timeout(patienceMs)
  const body = JSON.stringify(said)
  const { ok } = await fetch(`${url}/events`, { method: 'POST', body, signal })
  if (!ok) throw new Error('not taken in')
}
