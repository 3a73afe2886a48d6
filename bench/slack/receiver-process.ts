/** One way to take Slack's events in, in a process of its own: what it costs there is its own cost. */
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'

import bolt from '@slack/bolt'
import { Hono } from 'hono'
import { z } from 'zod'

import { openSlack } from '../../bot/channels.ts'
import { conversation, inboxOf } from '../../bot/conversation.ts'
import { serve } from '../../bot/gateway/serve.ts'
import { hearingFirst } from '../../bot/hearing-first.ts'
import { turnEvents } from '../../bot/turn-events.ts'
import { openLogger } from '../../core/logger.ts'
import { openMetrics } from '../../core/metrics.ts'
import type { Agent } from '../../core/types.ts'
import { openDatabase } from '../../storage/database.ts'
import { postgresPeople } from '../../storage/people.ts'
import { postgresPersonal } from '../../storage/personal.ts'
import { postgresTurns } from '../../storage/turns.ts'
import { signingSecret } from './mention.ts'
import { type ReceiverOptions, receiverOptions } from './receiver-report.ts'

const host = '127.0.0.1'
const nobody: Agent = { name: 'nobody', description: 'answers nobody', answer: none }
const open = { bare: openBare, bolt: openBolt, hub: openHub }
const options = receiverOptions.parse(JSON.parse(process.argv[2] ?? ''))
const url = await open[options.kind](options)
process.on('message', () => process.send?.({ cpuUs: usedUs() }))
process.once('disconnect', () => process.exit())
process.send?.({ url })

function usedUs(): number {
  const { user, system } = process.cpuUsage()
  return user + system
}

/** What no receiver can do without: it reads the body and says yes. */
async function openBare(): Promise<string> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => response.writeHead(200).end())
  })
  await once(server.listen(0, host), 'listening')
  return `http://${host}:${portOf(server)}`
}

/** Bolt's own receiver below an app that listens to mentions, and keeps nothing. */
async function openBolt(): Promise<string> {
  const logLevel = bolt.LogLevel.ERROR
  const receiver = new bolt.HTTPReceiver({ signingSecret, logLevel })
  const app = new bolt.App({ receiver, logLevel, authorize: async () => ({ botId: 'BHUB' }) })
  app.event('app_mention', async () => {})
  const server = await receiver.start({ port: 0, host })
  return `http://${host}:${portOf(server)}/slack/events`
}

/** All of the hub that a message passes until it is acknowledged; nobody here runs turns. */
async function openHub({ databaseUrl, apiUrl, botToken }: ReceiverOptions): Promise<string> {
  const database = await openDatabase({ databaseUrl, dataDir: '', onProgress: () => {} })
  const logger = openLogger({ level: 'info' })
  const settings = {
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_BOT_TOKEN: botToken,
    SLACK_API_URL: apiUrl,
  }
  const { sql } = database
  const own = { people: postgresPeople(sql), personal: postgresPersonal(sql, []), secrets: none }
  const slack = await openSlack(settings, { ...own, logger })
  const turns = hearingFirst(postgresTurns(database))
  const talk = conversation({
    turns,
    agent: nobody,
    channels: new Map(),
    events: turnEvents({ logger, metrics: openMetrics(), onEnded: undefined }),
    wake: () => {},
    runner: none,
  })
  await slack?.channel.start(inboxOf(talk, turns))
  const served = await serve(new Hono(), { host, port: 0, raw: slack?.raw ?? new Map() })
  return `${served.url}/channels/slack/events`
}

function none(): never {
  throw new Error('nobody needs this to take events in')
}

function portOf(server: Pick<Server, 'address'>): number {
  return z.object({ port: z.number() }).parse(server.address()).port
}
