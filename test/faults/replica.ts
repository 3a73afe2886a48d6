/** The process that faults are done to: the hub's own pieces, around a script that streams slowly. */
import { type Conversation, conversation, inboxOf } from '../../bot/conversation.ts'
import { localDoorbell } from '../../bot/doorbell.ts'
import { graph } from '../../bot/graph/graph.ts'
import { hearingFirst } from '../../bot/hearing-first.ts'
import { type Runner, turnRunner } from '../../bot/runner.ts'
import { turnEvents } from '../../bot/turn-events.ts'
import { openLogger } from '../../core/logger.ts'
import { openMetrics } from '../../core/metrics.ts'
import type { Doorbell, TurnStore } from '../../core/turn-store.ts'
import type { Channel } from '../../core/types.ts'
import { postgresCheckpoints } from '../../storage/checkpoints.ts'
import { type Database, openDatabase } from '../../storage/database.ts'
import { leaseOwner } from '../../storage/lease-owner.ts'
import { migrate } from '../../storage/migrate.ts'
import { migrationsFolder } from '../../storage/migrations.ts'
import { redisDoorbell } from '../../storage/redis-doorbell.ts'
import { openRedis } from '../../storage/redis.ts'
import { postgresTurns } from '../../storage/turns.ts'
import { faultsChannel } from './channel.ts'
import { type Intake, openIntake } from './intake.ts'
import { type ReplicaOptions, replicaOptions } from './replica-options.ts'
import { tell } from './replica-report.ts'
import { slowModel, slowProject } from './script.ts'
import { openSlackChannel, openSlackIntake } from './slack-intake.ts'
import { sleepWhenTold } from './sleep.ts'
import { timedRedis } from './timed-redis.ts'

const logger = openLogger({ level: 'info', to: 2 })
const metrics = openMetrics()
await start(replicaOptions.parse(JSON.parse(process.argv[2] ?? '')))

async function start(options: ReplicaOptions): Promise<void> {
  const { dataDir, drainMs } = options
  const databaseUrl = options.databaseUrl ?? undefined
  const database = await openDatabase({ databaseUrl, dataDir, onProgress: () => {} })
  await migrate(database.sql, migrationsFolder)
  const { doorbell, closeDoorbell } = await openDoorbell(options.redisUrl)
  const { runner, openEars } = await wire(options, database, doorbell)
  runner.start()
  const intake = await openEars()
  tell({ url: intake.url })
  // The harness is gone, or has nothing more to ask of us.
  process.once('disconnect', () => process.exit())
  // In the order in which the hub's own process does it.
  process.once('SIGTERM', () => {
    intake.refuse()
    void leave()
  })

  async function leave(): Promise<void> {
    await runner.drain(drainMs)
    intake.close()
    closeDoorbell()
    await database.close()
    process.disconnect()
  }
}

interface Wired {
  readonly runner: Runner
  readonly openEars: () => Promise<Intake>
}

async function wire(
  options: ReplicaOptions,
  database: Database,
  doorbell: Doorbell,
): Promise<Wired> {
  const { sql, kind } = database
  const turns = hearingFirst(postgresTurns(database))
  const owner = ownerOf(kind, options)
  if (kind === 'embedded') await turns.releaseAll(owner)
  const { channel, openEars } = await openPlace(options)
  const sleepy = sleepWhenTold()
  const events = turnEvents({ logger, metrics, onEnded: undefined })
  const channels = new Map([[channel.name, sleepy(channel)]])
  const wake = () => void doorbell.ring()
  const agent = openAgent(options, sql)
  const talk = conversation({ turns, agent, channels, events, wake, runner: () => runner })
  const scope = { channels: [channel.name] }
  const shared = { turns, conversation: talk, doorbell, events, metrics, logger, owner, scope }
  const runner: Runner = turnRunner({ ...options, ...shared })
  return { runner, openEars: () => openEars(talk, turns) }
}

/** As the hub does it: nobody else can have the embedded database open. */
function ownerOf(kind: Database['kind'], { name, isFar }: ReplicaOptions): string {
  if (kind === 'embedded') return kind
  return isFar ? name : leaseOwner()
}

function openAgent({ analystMs, wordMs }: ReplicaOptions, sql: Database['sql']) {
  return graph({
    projects: [slowProject(analystMs)],
    modelFor: () => slowModel(wordMs),
    checkpoints: postgresCheckpoints(sql),
    logger,
    metrics,
    analystLimitMs: 10_000,
  })
}

interface Place {
  readonly channel: Channel
  readonly openEars: (talk: Conversation, turns: TurnStore) => Promise<Intake>
}

async function openPlace(options: ReplicaOptions): Promise<Place> {
  if (options.platform === 'plain') return openPlain(options)
  const channel = openSlackChannel(options, logger)
  return { channel, openEars: (talk, turns) => openSlackIntake(channel, inboxOf(talk, turns)) }
}

async function openPlain(options: ReplicaOptions): Promise<Place> {
  const { name, platformUrl, editEveryMs, postLength, canFind, patienceMs } = options
  const limits = { length: postLength, unit: 'utf16', editEveryMs } as const
  const channel = faultsChannel({ platformUrl, by: name, limits, canFind, patienceMs })
  await channel.connect()
  return { channel, openEars: ({ receive }) => openIntake(receive, logger) }
}

async function openDoorbell(redisUrl: string | null) {
  const local = localDoorbell()
  if (redisUrl === null) return { doorbell: local, closeDoorbell: () => {} }
  const opened = await openRedis(redisUrl, { logger })
  const redis = timedRedis(opened, (longestRedisCallMs) => tell({ longestRedisCallMs }))
  return { doorbell: redisDoorbell(redis, local), closeDoorbell: redis.close }
}
