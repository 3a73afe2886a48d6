import { describe, expect, it, vi } from 'vitest'

import { databaseKinds } from '../../storage/test-database.ts'
import { run } from './command.ts'
import { freshHome } from './home.ts'

vi.setConfig({ testTimeout: 60_000 })

describe.each(databaseKinds())('Before the first question, on a database that is %s,', (kind) => {
  const home = freshHome(kind)

  it('migrate applies every migration once', async () => {
    const first = await run('migrate', [], home())
    expect(first).toMatchObject({ code: 0, stdout: '' })
    expect(first.stderr).toMatch(
      /^(?:Preparing .*\n)?Applied: 0001_\w+\.sql(?:, \d{4}_\w+\.sql)+\n$/,
    )
    const second = await run('migrate', [], home())
    expect(second).toEqual({ code: 0, stdout: '', stderr: 'The database is up to date.\n' })
  })

  it('doctor says of every part how it is', async () => {
    const { code, stdout } = await run('doctor', [], { ...home(), MARKET_DATA: 'demo' })
    expect(code).toBe(0)
    const [parts = '', summary] = stdout.split('\n\n')
    expect(summary).toBe('Ready.\n')
    const where = kind === 'server' ? 'on a server' : `embedded in ${home()['DATA_DIR']}`
    expect(lines(parts)).toEqual(
      expect.arrayContaining([
        ['✓', 'node', process.version],
        ['✓', 'database', expect.stringMatching(/^PostgreSQL [\d.]+.*, pgvector [\d.]+, /)],
        ['✓', 'database', expect.stringContaining(where)],
        ['–', 'model of stocks', 'no language model: replies are written from the evidence alone'],
        ['✓', 'market data: demo', expect.stringMatching(/^answers: AAPL, .*\(demo\); synthetic/)],
        ['✓', 'embeddings', 'offline hashed-words-384, 384 dimensions'],
        ['✓', 'channel web', expect.stringContaining('on port 3000')],
        ['✓', 'channel terminal', 'npm run ask, npm run chat'],
      ]),
    )
  })
})

/** Mark, name and detail of each line; an arrow belongs to the line above. */
function lines(text: string): string[][] {
  const found = text.split('\n').map((line) => /^(\S) (.{18}) (.*)$/.exec(line)?.slice(1) ?? [])
  return found.filter(({ length }) => length > 0).map((parts) => parts.map((part) => part.trim()))
}
