import { join } from 'node:path'
import { Writable } from 'node:stream'
import { styleText } from 'node:util'

import { terminalChannel } from '../channels/terminal/index.ts'
import type { Chart } from '../core/chart.ts'
import { AppError } from '../core/errors.ts'
import { openLogger } from '../core/logger.ts'
import { openMetrics } from '../core/metrics.ts'
import type { Channel, ThreadId, Turn } from '../core/types.ts'
import { chat } from './chat.ts'
import { type BacktestWords, type Command, readCommand, usage } from './cli-arguments.ts'
import { type Config, readConfig } from './config.ts'
import { failureLine } from './failure-line.ts'
import { openHub } from './hub.ts'
import { openSession, type TerminalSession } from './terminal-session.ts'

for (const stream of [process.stdout, process.stderr]) stream.on('error', outlive)
process.exitCode = await main(process.argv.slice(2))

/** Whoever read us may have left, as `head` does: the answer is still recorded, and the database closed. */
function outlive(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}

/** The exit code: 0 done, 1 failed, 2 wrong usage. */
async function main(words: readonly string[]): Promise<number> {
  const command = understood(words)
  if (!command) return 2
  try {
    return await run(command, readConfig())
  } catch (error) {
    say(failureLine(error))
    return 1
  }
}

function understood(words: readonly string[]): Command | null {
  try {
    return readCommand(words)
  } catch (error) {
    say(`${failureLine(error)}\n${usage}`)
    return null
  }
}

async function run(command: Command, config: Config): Promise<number> {
  if (command.name === 'ask' && command.isJson) return askForJson(command, config)
  if (command.name === 'ask') return askForText(command, config)
  if (command.name === 'chat') return converse(command.threadId, config)
  if (command.name === 'doctor') return (await import('./doctor.ts')).doctor(config)
  if (command.name === 'backtest') return backtest(command.words, config)
  if (command.name === 'usage') {
    return (await import('./usage.ts')).showUsage(config, command, say)
  }
  return (await import('./migrate.ts')).runMigrations(config, say)
}

type Ask = Extract<Command, { name: 'ask' }>

async function askForText({ question, threadId }: Ask, config: Config): Promise<number> {
  const session = await open(config, screen(), threadId)
  const turn = await askOnce(session, question)
  if (process.stderr.isTTY) say(`\nGo on with: npm run ask -- --thread ${session.threadId} "…"`)
  // The channel has shown the reason of a failure.
  return turn.state === 'done' ? 0 : 1
}

async function askForJson({ question, threadId }: Ask, config: Config): Promise<number> {
  const session = await open(config, nowhere(), threadId)
  const turn = await askOnce(session, question)
  // One line for a program: whatever npm printed before it, the last line is the object.
  const indent = process.stdout.isTTY ? 2 : 0
  if (turn.reply) process.stdout.write(`${JSON.stringify(asJson(turn), null, indent)}\n`)
  if (turn.state === 'done') return 0
  say(turn.failure ?? 'The answer failed.')
  return 1
}

/** Ctrl-C stops the answer, which then ends visibly. */
async function askOnce(session: TerminalSession, question: string): Promise<Turn> {
  process.once('SIGINT', () => void session.stop())
  try {
    return await session.ask(question)
  } finally {
    await session.close()
  }
}

async function converse(threadId: ThreadId | null, config: Config): Promise<number> {
  const session = await open(config, screen(), threadId)
  if (process.stdout.isTTY) say('Ask about a stock. Ctrl-C stops an answer, Ctrl-D leaves.\n')
  try {
    await chat(session, {
      input: process.stdin,
      output: process.stdout,
      isTerminal: process.stdin.isTTY,
      historyFile: join(config.dataDir, 'chat-history'),
    })
    return 0
  } finally {
    await session.close()
  }
}

async function backtest(words: BacktestWords, { settings }: Config): Promise<number> {
  const [{ runBacktest }, { memoryCache }] = await Promise.all([
    import('../agents/stocks/backtest/run.ts'),
    import('../core/memory-cache.ts'),
  ])
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort(new AppError('stopped', 'Ctrl-C')))
  const mark = (style: 'bold' | 'dim') => (text: string) => styleText(style, text)
  return runBacktest(words, {
    settings,
    cache: memoryCache({ metrics: { cacheAsked: () => {} } }),
    marks: { strong: mark('bold'), faint: mark('dim') },
    print: (text) => process.stdout.write(`${text}\n`),
    tell: say,
    signal: stop.signal,
  })
}

function open(config: Config, channel: Channel, threadId: ThreadId | null) {
  const logger = openLogger({
    level: config.settings['LOG_LEVEL'] ? config.logLevel : 'silent',
    to: 2,
  })
  const openChannels = async () => [channel]
  const fixed = { config, openChannels, logger, metrics: openMetrics(), onProgress: say }
  return openSession((options) => openHub({ ...fixed, ...options }), threadId ?? undefined)
}

function screen(): Channel {
  const { stdout, stderr } = process
  return terminalChannel({
    output: stdout,
    isTTY: stdout.isTTY,
    columns: stdout.columns,
    rows: stdout.rows,
    color: stdout.isTTY && stdout.hasColors(),
    progress: stderr,
  })
}

function nowhere(): Channel {
  const output = new Writable({ write: (_chunk, _encoding, done) => done() })
  return terminalChannel({ output, isTTY: false, columns: 80, color: false })
}

/** What a program reads: one object, the reply with all that stands behind it. */
function asJson({ id, threadId, reply }: Turn) {
  const [verdict, ...others] = reply?.verdicts ?? []
  const only = others.length === 0 ? verdict : undefined
  return {
    turnId: id,
    threadId,
    route: reply?.route,
    text: reply?.text,
    citations: reply?.citations ?? [],
    rating: only?.rating ?? null,
    confidence: only?.confidence ?? null,
    coverage: only?.coverage ?? null,
    verdicts: reply?.verdicts,
    evidence: reply?.evidence,
    charts: reply?.charts?.map(chartAsJson),
    choices: reply?.choices,
    usage: reply?.usage,
    timings: reply?.timings,
  }
}

function chartAsJson({ id, kind, title, alt }: Chart) {
  return { id, kind, title, alt }
}

function say(text: string): void {
  process.stderr.write(`${text}\n`)
}
