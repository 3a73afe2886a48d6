import { createServer } from 'node:net'
import { join } from 'node:path'

import { describe, expect, it, onTestFinished, vi } from 'vitest'

import { startRefusingPostgres } from '../fakes/postgres.ts'
import { answerOf } from './answer.ts'
import { run, type Settings, start } from './command.ts'
import { freshFolder, freshHome } from './home.ts'

vi.setConfig({ testTimeout: 60_000 })

const folder = freshFolder()

describe.concurrent('A command that nobody can follow ends with exit code 2, and its usage', () => {
  it.each([
    ['ask', [], 'the question is missing'],
    ['ask', ['  '], 'the question is missing'],
    ['ask', ['--jsno', 'How does AAPL look?'], "Unknown option '--jsno'"],
    [
      'ask',
      ['AAPL?', '--thread', 'no such'],
      '"no such" is no thread of the terminal: letters, digits, - and _ only',
    ],
    ['chat', ['hello'], '"hello" means nothing here'],
    ['doctor', ['--fix'], "Unknown option '--fix'"],
    ['migrate', ['down'], '"down" means nothing here'],
  ])('%s %j', async (script, words, reason) => {
    const { code, stdout, stderr } = await run(script, words, { DATA_DIR: join(folder(), 'none') })
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr.split('\n').slice(0, 3)).toEqual([
      reason,
      'Usage:',
      '  npm run ask -- "How does AAPL look?" [--json] [--thread ID]',
    ])
  })
})

describe('A setting that is wrong ends every start with one line that names it', () => {
  it.concurrent.each<[Settings, string]>([
    [{ PORT: 'abc' }, 'Configuration: PORT wants a port, 0 to 65535.'],
    [
      { LOG_LEVEL: 'loud' },
      'Configuration: LOG_LEVEL wants one of trace, debug, info, warn, error, silent.',
    ],
    [
      { DEFAULT_LLM_PROVIDER: 'openai' },
      'The openai model needs OPENAI_API_KEY. Set OPENAI_API_KEY, or set DEFAULT_LLM_PROVIDER=offline to answer without a model.',
    ],
    [
      { MARKET_DATA: 'bloomberg' },
      'MARKET_DATA is a list out of csv, sec, feeds, yahoo and demo, and "bloomberg" is none of them.',
    ],
    [
      { MARKET_DATA: 'csv' },
      'MARKET_DATA_DIR must name a folder of SYMBOL.csv files when MARKET_DATA has csv.',
    ],
    [
      { DATABASE_URL: 'mysql://ann:hunter2@db/hub' },
      'Configuration: DATABASE_URL wants postgres://user:password@host:5432/database.',
    ],
  ])('%j', async (settings, line) => {
    const home = { DATA_DIR: join(folder(), 'none'), MARKET_DATA: 'demo' }
    const asked = await run('ask', ['How does AAPL look?'], { ...home, ...settings })
    expect(asked).toEqual({ code: 1, stdout: '', stderr: `${line}\n` })
  })

  it.each([
    ['28P01', 'the password for user ann is wrong or missing.'],
    ['3D000', 'there is no database hub; create it with: createdb hub.'],
  ])('a server of Postgres that refuses with %s', async (code, reason) => {
    const server = await startRefusingPostgres(code)
    onTestFinished(server.close)
    const settings = { DATABASE_URL: `postgres://ann:hunter2@${server.host}/hub`, PORT: '0' }
    const started = await start('start', [], settings).ended
    expect(started).toEqual({
      code: 1,
      stdout: '',
      stderr: `AI Hub could not start: DATABASE_URL: ${server.host}: ${reason}\n`,
    })
  })

  it('a server of Postgres whose name nobody knows', async () => {
    const settings = { DATABASE_URL: 'postgres://ann:hunter2@nowhere.invalid/hub' }
    const { code, stderr } = await run('ask', ['How does AAPL look?'], settings)
    expect(code).toBe(1)
    expect(stderr).toMatch(
      /^DATABASE_URL: nowhere\.invalid: no host has that name \(E\w+\); correct the address\.\n$/,
    )
  })

  it('a server of Postgres that is not there, which doctor marks', async () => {
    const settings = { DATABASE_URL: `postgres://ann:hunter2@127.0.0.1:${await freePort()}/hub` }
    const { code, stdout } = await run('doctor', [], { ...settings, MARKET_DATA: 'demo' })
    expect(code).toBe(1)
    expect(stdout).toMatch(
      /^✗ database +DATABASE_URL: 127\.0\.0\.1:\d+: nothing answers there \(ECONNREFUSED\); start PostgreSQL or correct the address\.$/m,
    )
    expect(stdout).toMatch(/\n\n1 to mend, marked ✗ above\.\n$/)
    expect(stdout).not.toContain('hunter2')
  })

  it('a data folder in the place of a file', async () => {
    const dataDir = join(import.meta.filename, 'data')
    const { code, stderr } = await run('ask', ['AAPL?'], { DATA_DIR: dataDir })
    expect(code).toBe(1)
    expect(stderr).toBe(
      `DATA_DIR: the folder ${dataDir} cannot be made, since a file is in its place; move the file away, or set DATA_DIR to another folder.\n`,
    )
  })

  it.skipIf(process.platform !== 'linux')(
    'a data folder that even root cannot write (needs Linux)',
    async () => {
      const { code, stderr } = await run('ask', ['AAPL?'], { DATA_DIR: '/sys/hub' })
      expect(code).toBe(1)
      expect(stderr).toBe(
        'DATA_DIR: the folder /sys/hub cannot be written; make it writable, or set DATA_DIR to another folder.\n',
      )
    },
  )
})

describe('Two processes on one data folder', () => {
  const home = freshHome()

  it("do not get in each other's way: the second is refused, and what is stored stays", async () => {
    const settings = { ...home(), MARKET_DATA: 'demo' }
    const thread = ['--thread', 'mine']
    const first = start('chat', thread, settings)
    first.say('RSI of AAPL\n')
    await first.shows(/RSI 14 of AAPL/)

    const second = await run('ask', ['AAPL?', ...thread], settings)
    expect(second).toMatchObject({ code: 1, stdout: '' })
    expect(second.stderr).toMatch(
      /^DATA_DIR: the folder \S+ is in use by process \d+; stop it, or set DATA_DIR to another folder\.\n$/,
    )

    first.say('and TSLA?\n')
    await first.shows(/RSI 14 of TSLA/)
    first.hangUp()
    expect(await first.ended).toMatchObject({ code: 0 })
    const third = answerOf(await run('ask', ['and MSFT?', '--json', ...thread], settings))
    expect(third.text).toContain('RSI 14 of MSFT')
  })
})

async function freePort(): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>()
  const server = createServer().listen(0, '127.0.0.1', () => {
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    server.close(() => resolve(port))
  })
  return promise
}
