import { styleText } from 'node:util'

import { projects } from '../agents/index.ts'
import { readChains } from '../agents/models/chains.ts'
import { checkModel } from '../agents/models/check.ts'
import { checkCost } from '../agents/models/cost-check.ts'
import { checkEmbedding } from '../agents/models/embeddings/check.ts'
import { selectEmbedding } from '../agents/models/embeddings/select.ts'
import { offlineModel } from '../agents/models/offline.ts'
import { opener } from '../agents/models/open.ts'
import { openPrices } from '../agents/models/prices.ts'
import { withDeadline } from '../core/deadline.ts'
import { openLogger } from '../core/logger.ts'
import { memoryCache } from '../core/memory-cache.ts'
import type { Check } from '../core/types.ts'
import { openDatabase } from '../storage/database.ts'
import { migrate } from '../storage/migrate.ts'
import { migrationsFolder } from '../storage/migrations.ts'
import { readyCheck } from '../storage/redis-check.ts'
import type { Config } from './config.ts'
import { failureLine } from './failure-line.ts'
import { checkSlack } from './slack-checks.ts'

/** The longest that one check may take. */
const limitMs = 15_000

/** `npm run doctor`: what is configured, what answers, what does not, and what to do. 1 when something failed. */
export async function doctor(config: Config): Promise<number> {
  const print = (check: Check) => process.stdout.write(`${line(check)}\n`)
  const checks: Check[] = []
  for await (const check of examine(config)) {
    print(check)
    checks.push(check)
  }
  const failed = checks.filter(({ state }) => state === 'failed')
  const summary = failed.length === 0 ? 'Ready.' : `${failed.length} to mend, marked ✗ above.`
  process.stdout.write(`\n${summary}\n`)
  return failed.length === 0 ? 0 : 1
}

async function* examine(config: Config): AsyncGenerator<Check> {
  yield { name: 'node', state: 'ok', detail: process.version }
  yield configuration(config)
  yield await guarded('database', () => database(config))
  yield await guarded('redis', () => redisCheck(config))
  for (const project of projects) {
    yield* models(project, config)
    yield* await sources(project, config)
  }
  yield await guarded('embeddings', async (signal) =>
    checkEmbedding(await selectEmbedding(config.settings), signal),
  )
  yield {
    name: 'channel web',
    state: 'ok',
    detail: `the page, when npm start runs, on port ${config.port}`,
  }
  yield* await slack(config)
  yield { name: 'channel terminal', state: 'ok', detail: 'npm run ask, npm run chat' }
}

function configuration({ settings }: Config): Check {
  const names = Object.keys(settings)
  const detail = names.length === 0 ? 'nothing set: all defaults' : names.join(', ')
  return { name: 'configuration', state: 'ok', detail }
}

async function database(config: Config): Promise<Check> {
  const opened = await openDatabase({ ...config, onProgress: () => {} })
  try {
    await migrate(opened.sql, migrationsFolder)
    const [server] = await opened.sql<{ version: string; vector: string | null }[]>`
      select current_setting('server_version') as version,
        (select extversion from pg_extension where extname = 'vector') as vector`
    const where =
      opened.kind === 'embedded'
        ? `embedded in ${config.dataDir}, for one process; a power cut may cost the last moments`
        : 'on a server'
    return {
      name: 'database',
      state: 'ok',
      detail: `PostgreSQL ${server?.version}, pgvector ${server?.vector}, ${where}`,
    }
  } finally {
    await opened.close()
  }
}

async function redisCheck({ redisUrl }: Config): Promise<Check> {
  const off = 'not configured: one process rings for itself'
  if (redisUrl === undefined) return { name: 'redis', state: 'off', detail: off }
  const { openRedis } = await import('../storage/redis.ts')
  const redis = await openRedis(redisUrl, { logger: openLogger({ level: 'silent' }) })
  try {
    return readyCheck(redis)
  } finally {
    redis.close()
  }
}

/** A line for each model that may write for the project, in the order in which they are asked. */
async function* models(
  { name: project, settingsPrefix }: (typeof projects)[number],
  { settings, modelLimits }: Config,
): AsyncGenerator<Check> {
  const name = `model of ${project}`
  try {
    const chain = readChains(settings).of(settingsPrefix)
    const opens = chain.map((target) => opener(settings, target))
    for (const open of chain.length > 0 ? opens : [async () => offlineModel()]) {
      const model = await open()
      yield await guarded(name, async (signal) => ({ ...(await checkModel(model, signal)), name }))
      yield {
        ...checkCost(model, openPrices(settings['LLM_PRICES_FILE']), modelLimits),
        name: `cost of ${project}`,
      }
    }
  } catch (error) {
    yield failure(name, error)
  }
}

async function sources(
  project: (typeof projects)[number],
  config: Config,
): Promise<readonly Check[]> {
  const name = `data of ${project.name}`
  try {
    const model = offlineModel()
    const cache = memoryCache({ metrics: { cacheAsked: () => {} } })
    const installed = project.create({ model, settings: config.settings, cache })
    return await withDeadline(new AbortController().signal, limitMs, async (signal) =>
      installed.check ? installed.check(signal) : [],
    )
  } catch (error) {
    return [failure(name, error)]
  }
}

async function slack({ settings }: Config): Promise<readonly Check[]> {
  try {
    return await checkSlack(settings)
  } catch (error) {
    return [failure('channel slack', error)]
  }
}

async function guarded(
  name: string,
  check: (signal: AbortSignal) => Promise<Check>,
): Promise<Check> {
  try {
    return await withDeadline(new AbortController().signal, limitMs, check)
  } catch (error) {
    return failure(name, error)
  }
}

function failure(name: string, error: unknown): Check {
  return { name, state: 'failed', detail: failureLine(error) }
}

const marks: Record<Check['state'], string> = {
  ok: styleText('green', '✓'),
  off: styleText('dim', '–'),
  warning: styleText('yellow', '!'),
  failed: styleText('red', '✗'),
}

function line({ name, state, detail, fix }: Check): string {
  const first = `${marks[state]} ${name.padEnd(18)} ${detail}`
  return fix === undefined ? first : `${first}\n  ${' '.repeat(18)} → ${fix}`
}
