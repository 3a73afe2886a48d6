import { examples, projects } from '../agents/index.ts'
import type { Metering } from '../agents/models/metered-call.ts'
import { metered } from '../agents/models/metered.ts'
import { type Models, openModels } from '../agents/models/models.ts'
import { openPrices } from '../agents/models/prices.ts'
import type { Cache } from '../core/cache.ts'
import type { Logger } from '../core/logger.ts'
import { memoryCache } from '../core/memory-cache.ts'
import { memoryState } from '../core/memory-state.ts'
import type { Metrics } from '../core/metrics.ts'
import type { ModelLedger } from '../core/model-ledger.ts'
import type { ModelProvider } from '../core/model.ts'
import { type Grants, usualGrants } from '../core/people-store.ts'
import type { Tool } from '../core/tool.ts'
import type { Scope, TurnStore } from '../core/turn-store.ts'
import type { Agent, Channel, Check, Job, TurnId } from '../core/types.ts'
import { redisCache } from '../storage/cache.ts'
import { postgresCalls } from '../storage/calls.ts'
import { postgresCheckpoints } from '../storage/checkpoints.ts'
import { databaseCheck } from '../storage/database-check.ts'
import { type Database, openDatabase, type Sql } from '../storage/database.ts'
import { postgresJobRecord } from '../storage/job-record.ts'
import { postgresJobs } from '../storage/jobs.ts'
import { leaseOwner } from '../storage/lease-owner.ts'
import { migrate } from '../storage/migrate.ts'
import { migrationsFolder } from '../storage/migrations.ts'
import { postgresModelLedger } from '../storage/model-ledger.ts'
import { postgresPeople } from '../storage/people.ts'
import { postgresPersonal } from '../storage/personal.ts'
import { readyCheck } from '../storage/redis-check.ts'
import { redisDoorbell } from '../storage/redis-doorbell.ts'
import type { Redis } from '../storage/redis.ts'
import { keyRing } from '../storage/sealing.ts'
import { postgresSecrets } from '../storage/secrets.ts'
import { signingKey } from '../storage/signing-keys.ts'
import { redisState } from '../storage/state.ts'
import { postgresSweeps } from '../storage/sweeps.ts'
import { postgresTurns } from '../storage/turns.ts'
import { postgresWatchlist } from '../storage/watchlist.ts'
import type { ChannelDeps } from './channels.ts'
import type { Config } from './config.ts'
import { type Conversation, conversation, inboxOf } from './conversation.ts'
import { localDoorbell } from './doorbell.ts'
import { granting } from './granting.ts'
import { hearingFirst } from './hearing-first.ts'
import { installed } from './installed.ts'
import type { JobsDeps } from './jobs/open-jobs.ts'
import { sweep } from './jobs/sweep.ts'
import { lateCalls, lateWatchlist } from './late-stores.ts'
import { type Runner, turnRunner } from './runner.ts'
import { settling } from './settling.ts'
import { tracedModel } from './traced-model.ts'
import { turnEvents } from './turn-events.ts'
import { usualTerms } from './usual-terms.ts'

export interface HubOptions {
  readonly config: Config
  readonly openChannels: (deps: ChannelDeps) => Promise<readonly Channel[]>
  /** The one thread to serve; all threads of the channels when absent. */
  readonly threadId?: Scope['threadId']
  readonly logger: Logger
  readonly metrics: Metrics
  /** Told what takes long at the start. */
  readonly onProgress: (text: string) => void
  readonly onTurnEnded?: (turnId: TurnId) => void
  /** Begins background work; a hub that is open for one question has none. */
  readonly openJobs?: (deps: JobsDeps) => Promise<Background>
}

/** What goes on behind the conversations. */
interface Background {
  /** Lets what runs end within the limit, and hands over the rest. */
  stop(limitMs: number): Promise<void>
}

/** Everything between the channels and the record, running. */
export interface Hub {
  readonly turns: TurnStore
  readonly conversation: Conversation
  readonly runner: Runner
  /** Of all installed projects. */
  readonly tools: readonly Tool[]
  /** What there is of people beside their conversations. */
  readonly kept: Pick<ChannelDeps, 'people' | 'personal'>
  /** The key that signs addresses of that kind. */
  signingKey(name: string): Promise<Uint8Array>
  ready(): Promise<readonly Check[]>
  /** Takes nothing new and lets running turns finish within the limit; the rest is handed over. */
  drain(limitMs: number): Promise<void>
  /** After `drain`. */
  close(): Promise<void>
}

/** What of a turn's time is the narrator's when all models fail. */
const narratorMs = 15_000

export async function openHub(options: HubOptions): Promise<Hub> {
  const redis = await openedRedis(options)
  try {
    return await openWith(redis, options)
  } catch (error) {
    redis?.close()
    throw error
  }
}

async function openWith(redis: Redis | null, options: HubOptions): Promise<Hub> {
  const { config, metrics } = options
  const ledger = Promise.withResolvers<ModelLedger>()
  const record = Promise.withResolvers<Sql>()
  const models = await modelsOf(redis, options, meteringOf(options, ledger.promise))
  const hub = installed(projects, {
    settings: config.settings,
    models,
    cache: cacheOf(redis, metrics),
    callsOf: (project) => lateCalls(record.promise.then((sql) => postgresCalls(sql, project))),
    watchlist: lateWatchlist(record.promise.then(postgresWatchlist)),
  })
  // The largest import of all comes while the database opens.
  const [{ graph }, database] = await Promise.all([
    import('./graph/graph.ts'),
    openMigrated(options),
  ])
  record.resolve(database.sql)
  ledger.resolve(postgresModelLedger(database.sql, { limits: config.modelLimits, reservedMs }))
  const { logger } = options
  const checkpoints = postgresCheckpoints(database.sql)
  const limits = { analystLimitMs: 20_000, modelLimitMs: usualTerms.turnLimitMs - narratorMs }
  const kept = channelDeps(database)
  const agent = settling(
    kept.personal.settings,
    granting(
      options.config.permissions,
      graph({ ...hub, ...limits, checkpoints, logger, metrics }),
    ),
  )
  try {
    const channels = await options.openChannels(kept)
    const { jobs, tools } = hub
    return await run(options, { database, redis, agent, channels, kept, jobs, tools })
  } catch (error) {
    await database.close()
    throw error
  }
}

async function run(options: HubOptions, opened: Opened): Promise<Hub> {
  const { turns, conversation: talk, runner } = await wire(options, opened)
  const { channels } = opened
  await Promise.all(channels.map((channel) => channel.start(inboxOf(talk, turns))))
  const background = await openBackground(options, opened)
  runner.start()
  return {
    turns,
    conversation: talk,
    runner,
    tools: opened.tools,
    kept: opened.kept,
    signingKey: (name) => signingKey(opened.database.sql, name),
    ready: () => ready(opened),
    // Channels last: the running replies go out through them, and what comes in meanwhile is kept for later.
    drain: async (limitMs) => {
      await Promise.all([runner.drain(limitMs), background.stop(limitMs)])
      await Promise.all(channels.map((channel) => channel.stop()))
    },
    close: async () => {
      opened.redis?.close()
      await opened.database.close()
    },
  }
}

/** Everything between the channels, the agent and the record. */
async function wire(options: HubOptions, opened: Opened) {
  const { database, redis, agent } = opened
  const { logger, metrics } = options
  const told = { repeated: metrics.messagesRepeated }
  const turns = hearingFirst(postgresTurns(database, grants, told))
  const doorbell = redis ? redisDoorbell(redis, localDoorbell()) : localDoorbell()
  const events = turnEvents({ logger, metrics, onEnded: options.onTurnEnded })
  const channels = new Map(opened.channels.map((channel) => [channel.name, channel]))
  const wake = () => void doorbell.ring()
  const talk = conversation({ turns, agent, channels, events, wake, runner: () => runner })
  const runner: Runner = turnRunner({
    turns,
    conversation: talk,
    doorbell,
    events,
    metrics,
    logger,
    owner: await ownerOf(database, turns),
    scope: scopeOf(opened, options),
    ...usualTerms,
  })
  return { turns, conversation: talk, runner }
}

interface Opened {
  readonly database: Database
  /** Null where none is configured: one process then rings for itself. */
  readonly redis: Redis | null
  readonly agent: Agent
  readonly channels: readonly Channel[]
  readonly kept: ChannelDeps
  /** Of all installed projects. */
  readonly jobs: readonly Job[]
  readonly tools: readonly Tool[]
}

async function openedRedis({ config, logger, metrics }: HubOptions): Promise<Redis | null> {
  if (config.redisUrl === undefined) return null
  const { openRedis } = await import('../storage/redis.ts')
  const onState = (state: 'up' | 'down') => metrics.redisState(state)
  return openRedis(config.redisUrl, { logger, onState })
}

/** The largest entries, ten years of prices, take half a megabyte each. */
const maxEntries = 300
/** A number each, thirty a symbol. */
const maxEntriesOf = { headline_judgement: 10_000 }

function cacheOf(redis: Redis | null, metrics: Metrics): Cache {
  const options = { metrics, maxEntries, maxEntriesOf }
  return redis ? redisCache(redis, options) : memoryCache(options)
}

async function openMigrated({ config, onProgress }: HubOptions): Promise<Database> {
  const database = await openDatabase({ ...config, onProgress })
  try {
    await migrate(database.sql, migrationsFolder)
    return database
  } catch (error) {
    await database.close()
    throw error
  }
}

/** Administrators may do whatever the projects can. */
const grants: Grants = {
  ...usualGrants,
  admins: [...usualGrants.admins, ...projects.flatMap(({ permissions }) => permissions)],
}

function channelDeps({ sql }: Database): ChannelDeps {
  return {
    secrets: (keys) => postgresSecrets(sql, keyRing(keys)),
    people: postgresPeople(sql),
    personal: postgresPersonal(sql, examples),
  }
}

/** Longer than any call takes: what is set aside for one that nobody ends is given back then. */
const reservedMs = 600_000

function meteringOf(
  { config, metrics, logger }: HubOptions,
  ledger: Promise<ModelLedger>,
): Metering {
  return {
    ledger,
    prices: openPrices(config.settings['LLM_PRICES_FILE']),
    metrics,
    onTrouble: (error) => logger.error({ err: error }, 'a model call was not written down'),
  }
}

/** Breakers are shared by all replicas where there is a Redis. */
async function modelsOf(
  redis: Redis | null,
  { config, logger, metrics }: HubOptions,
  metering: Metering,
): Promise<Models> {
  const state = redis ? redisState(redis) : memoryState()
  const prefixes = projects.map(({ settingsPrefix }) => settingsPrefix)
  const wrap = (model: ModelProvider) => tracedModel(metered(model, metering))
  return openModels(config.settings, { state, metrics, wrap, logger }, prefixes)
}

async function openBackground(
  { config, openJobs, logger, metrics }: HubOptions,
  { database: { sql }, redis, jobs }: Opened,
): Promise<Background> {
  if (!openJobs) return { stop: async () => {} }
  const [store, record] = [postgresJobs(sql), postgresJobRecord(sql)]
  const own = sweep({ ...postgresSweeps(sql, config), store, logger })
  return openJobs({ jobs: [own, ...jobs], redis, record, store, logger, metrics })
}

function scopeOf({ channels }: Opened, { threadId }: HubOptions): Scope {
  const names = channels.map(({ name }) => name)
  return threadId ? { channels: names, threadId } : { channels: names }
}

/**
 * Only one process can have an embedded database open, so whatever is leased there was leased by a process
 * that is gone, and is taken back at once. On a server the next process of the same machine takes it over, or the
 * lease runs out.
 */
async function ownerOf({ kind }: Database, turns: TurnStore): Promise<string> {
  if (kind === 'server') return leaseOwner()
  await turns.releaseAll('embedded')
  return 'embedded'
}

async function ready({ database, redis }: Opened): Promise<readonly Check[]> {
  return [await databaseCheck(database), ...(redis ? [readyCheck(redis)] : [])]
}
