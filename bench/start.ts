import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import manifest from '../package.json' with { type: 'json' }
import { environment, testDatabaseUrl } from '../test/environment.ts'
import { type BenchResult, type Timing, timingOf } from './bench.ts'

const root = join(import.meta.dirname, '..')
const question = 'How does AAPL look?'
const runs = 5

type Settings = Readonly<Record<string, string>>

/**
 * What a person waits for, as whole processes through npm, from the command to the first thing they see of the
 * answer, and to the service being ready.
 */
export async function run(): Promise<BenchResult> {
  const rows = [...(await embedded()), ...(await onServer())]
  return { title: 'Start-up, from the command', rows }
}

async function embedded(): Promise<Timing[]> {
  const first = await repeat(3, () => inNewFolder((DATA_DIR) => ask({ DATA_DIR })))
  const later = await inNewFolder(async (DATA_DIR) => {
    await ask({ DATA_DIR })
    return repeat(runs, () => ask({ DATA_DIR }))
  })
  return [
    timingOf(
      'embedded: first ask ever, first byte of progress',
      first.map((r) => r.progressMs),
    ),
    timingOf(
      'embedded: first ask ever, whole',
      first.map((r) => r.endMs),
      8_000,
    ),
    timingOf(
      'embedded: later ask, first visible byte',
      later.map((r) => r.firstMs),
      2_500,
    ),
    timingOf(
      'embedded: later ask, whole',
      later.map((r) => r.endMs),
    ),
  ]
}

async function onServer(): Promise<Timing[]> {
  const DATABASE_URL = testDatabaseUrl()
  if (DATABASE_URL === undefined) {
    process.stderr.write('The rows for a server are left out (needs TEST_DATABASE_URL).\n')
    return []
  }
  await ask({ DATABASE_URL })
  const asked = await repeat(runs, () => ask({ DATABASE_URL }))
  const served = await repeat(runs, () => serve({ DATABASE_URL }))
  const megabytes = served.map(({ residentMb }) => residentMb)
  process.stdout.write(
    `Resident once ready, no channel configured: ${Math.max(...megabytes).toFixed(0)} MB at most (target < 180 MB)\n`,
  )
  return [
    timingOf(
      'server: ask, first visible byte',
      asked.map((r) => r.firstMs),
      1_200,
    ),
    timingOf(
      'server: npm start to ready',
      served.map((r) => r.readyMs),
      2_000,
    ),
  ]
}

interface Asked {
  /** The first byte of progress or answer, whichever a person saw first. */
  readonly progressMs: number
  /** The first byte that is about the question: an analyst at work, or the answer. */
  readonly firstMs: number
  readonly endMs: number
}

/** One `npm run ask`, its banner left out of account. */
async function ask(settings: Settings): Promise<Asked> {
  const startedAt = performance.now()
  const child = npm(['run', '--silent', 'ask', '--', question], settings)
  let progressMs = 0
  let firstMs = 0
  const onData = (chunk: Buffer) => {
    const now = performance.now() - startedAt
    progressMs ||= now
    if (!chunk.toString().startsWith('Preparing')) firstMs ||= now
  }
  child.stdout?.on('data', onData)
  child.stderr?.on('data', onData)
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`ask ended with ${code}`)
  return { progressMs, firstMs, endMs: performance.now() - startedAt }
}

/** One `npm start` until /readyz is content; then it is asked to stop, and has to. */
async function serve(settings: Settings): Promise<{ readyMs: number; residentMb: number }> {
  const startedAt = performance.now()
  const [command = '', ...words] = manifest.scripts.start.split(' ')
  const child = spawn(command, words, options({ ...settings, PORT: '0' }))
  const url = await listening(child)
  while (!(await isReady(url))) continue
  const readyMs = performance.now() - startedAt
  const status = await readFile(`/proc/${child.pid}/status`, 'utf8')
  const residentMb = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1_024
  child.kill('SIGTERM')
  await once(child, 'close')
  return { readyMs, residentMb }
}

async function listening(child: ChildProcess): Promise<string> {
  let said = ''
  for await (const chunk of child.stderr ?? []) {
    said += chunk
    const url = /http:\S+/.exec(said)?.[0]
    if (url !== undefined) return url
  }
  throw new Error(`npm start ended: ${said}`)
}

function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) }).then(
    ({ ok }) => ok,
    () => false,
  )
}

function npm(words: readonly string[], settings: Settings): ChildProcess {
  return spawn('npm', [...words], options(settings))
}

function options(settings: Settings) {
  const env = { ...environment(), MARKET_DATA: 'demo', LOG_LEVEL: 'error', ...settings }
  return { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] as ['ignore', 'pipe', 'pipe'] }
}

async function repeat<T>(times: number, work: () => Promise<T>): Promise<T[]> {
  const results: T[] = []
  for (let at = 0; at < times; at += 1) results.push(await work())
  return results
}

async function inNewFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'ai-hub-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
