import { plots } from '../agents/plots.ts'
import type { Drawn } from '../channels/slack/charts.ts'
import { type WebChannel, webChannel } from '../channels/web/index.ts'
import { type Logger, openLogger } from '../core/logger.ts'
import { openMetrics } from '../core/metrics.ts'
import { permissionsOf, usualGrants } from '../core/people-store.ts'
import manifest from '../package.json' with { type: 'json' }
import { type ChannelDeps, openSlack } from './channels.ts'
import { chartLinks } from './charts/links.ts'
import { openStudio, type Studio } from './charts/studio.ts'
import { type Config, readConfig } from './config.ts'
import { failureLine } from './failure-line.ts'
import { gateway } from './gateway/app.ts'
import type { Follow } from './gateway/reply-relay.ts'
import { type RawHandler, serve } from './gateway/serve.ts'
import { type Hub, openHub } from './hub.ts'
import { openJobs } from './jobs/open-jobs.ts'
import { openTracing } from './tracing.ts'

/** How long running turns may take to finish after SIGTERM. */
const drainMs = 25_000

try {
  await start()
} catch (error) {
  say(`AI Hub could not start: ${failureLine(error)}`)
  process.exitCode = 1
}

async function start(): Promise<void> {
  const config = readConfig()
  const logger = openLogger({ level: config.logLevel })
  const metrics = openMetrics()
  const closeTracing = await openTracing(config.traceEndpoint)
  const web = webChannel()
  const studio = openStudio()
  const raw = new Map<string, RawHandler>()
  const hub = await openHub({
    config,
    openChannels: openingChannels(config, { web, raw, drawn: drawnBy(studio), logger }),
    logger,
    metrics,
    onProgress: say,
    openJobs,
  })
  const links = chartLinks(await orClosed(hub, hub.signingKey('charts')))
  let isDraining = false
  const app = gateway({
    receive: hub.conversation.receive,
    stopTurn: hub.runner.stopTurn,
    turns: hub.turns,
    follow: followOn(web),
    tools: hub.tools,
    permissions: new Set([...permissionsOf([], usualGrants), ...config.permissions]),
    charts: { links, studio },
    settings: hub.kept,
    ready: hub.ready,
    isDraining: () => isDraining,
    metrics,
    logger,
    version: manifest.version,
  })
  const server = await orClosed(hub, serve(app, { ...config, raw }))
  say(`AI Hub is listening on ${server.url} (Ctrl-C stops it)`)

  onceAsked(async () => {
    isDraining = true
    logger.info('draining')
    await hub.drain(drainMs)
    await server.close()
    await studio.close()
    await hub.close()
    await closeTracing()
    logger.info('stopped')
  })
}

interface Outside {
  readonly web: WebChannel
  /** Where what Slack takes over HTTP is put. */
  readonly raw: Map<string, RawHandler>
  readonly drawn: Drawn
  readonly logger: Logger
}

function openingChannels({ settings }: Config, { web, raw, drawn, logger }: Outside) {
  return async (deps: ChannelDeps) => {
    const slack = await openSlack(settings, { ...deps, drawn, logger })
    for (const [path, handler] of slack?.raw ?? []) raw.set(path, handler)
    return slack ? [web, slack.channel] : [web]
  }
}

function followOn(web: WebChannel): Follow {
  return (turnId, signal) => {
    web.open(turnId)
    return web.follow(turnId, signal)
  }
}

/** Nobody knows on a chat platform who looks in the dark, but by what they say. */
function drawnBy(studio: Studio): Drawn {
  return {
    pictures: (chart, signal) =>
      studio.png({ chart, theme: chart.theme ?? 'light', size: 'wide' }, signal),
    plots: ({ project, spec }, most) => plots[project]?.(spec, most) ?? null,
  }
}

/** What opens after the hub closes it when it fails. */
async function orClosed<T>(hub: Hub, opening: Promise<T>): Promise<T> {
  try {
    return await opening
  } catch (error) {
    await hub.drain(0)
    await hub.close()
    throw error
  }
}

/** The first signal drains, the second ends the process at once. */
function onceAsked(shutDown: () => Promise<void>): void {
  let isAsked = false
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (isAsked) process.exit(1)
      isAsked = true
      shutDown().catch((error: unknown) => {
        say(`AI Hub did not stop cleanly: ${failureLine(error)}`)
        process.exitCode = 1
      })
    })
  }
}

function say(text: string): void {
  process.stderr.write(`${text}\n`)
}
