import { describe, expect, it, vi } from 'vitest'

import { databaseKinds } from '../../storage/test-database.ts'
import { type Answer, answerOf, unfounded } from './answer.ts'
import { launch, run, wordsOf } from './command.ts'
import { freshHome } from './home.ts'

vi.setConfig({ testTimeout: 90_000 })

describe.each(databaseKinds())('A question at the terminal, on a database that is %s,', (kind) => {
  const home = freshHome(kind)
  const ask = (...words: string[]) => run('ask', words, { ...home(), MARKET_DATA: 'demo' })

  it('is answered in plain markdown, which says first that it is demo data', async () => {
    const { code, stdout, stderr } = await ask('How does AAPL look?')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^\*\*Demo data: synthetic, not real prices\.\*\*\n\n## AAPL: /)
    expect(stdout).toMatch(/_Information, not investment advice\._\n\n- Tell me more about AAPL\n$/)
    expect(stdout).not.toMatch(/[^\P{Cc}\n]/u)
    const told = stderr.trimEnd().split('\n')
    expect(told.filter((line) => /^✓ Reading the .* of AAPL$/.test(line))).toHaveLength(3)
    expect(told.filter((line) => !/^✓ Reading|^Preparing/.test(line))).toEqual([])
  })

  it('is answered for a program in one object, each of whose figures has evidence', async () => {
    const answer = answerOf(await ask('How does AAPL look?', '--json'))
    expect(answer).toMatchObject({
      route: { project: 'stocks', intent: 'analysis', symbols: ['AAPL'], period: null },
      rating: expect.stringMatching(/^(strong )?(buy|sell)$|^hold$/),
      coverage: '3 of 3 analysts',
      usage: [],
    })
    const tools = 'prices indicators levels fundamentals sentiment recommendation'.split(' ')
    expect(answer.evidence.map(({ tool }) => tool)).toEqual(tools.map((name) => `stocks.${name}`))
    expect(new Set(answer.evidence.map(({ freshness }) => freshness))).toEqual(new Set(['demo']))
    expect(unfounded(answer)).toEqual([])
  })

  it('goes on where the last one stopped, whatever process asks it', async () => {
    const answers: Answer[] = []
    for (const question of ['How does AAPL look?', 'and TSLA?', 'why?', 'over one year'])
      // oxlint-disable-next-line no-await-in-loop -- each leans on the one before.
      answers.push(answerOf(await ask(question, '--json', '--thread', 'my-thread')))
    expect(answers.map(({ threadId }) => threadId)).toEqual(answers.map(() => 'terminal:my-thread'))
    expect(answers.map(({ route }) => [route.intent, ...route.symbols, route.period])).toEqual([
      ['analysis', 'AAPL', null],
      ['analysis', 'TSLA', null],
      ['reason', 'TSLA', null],
      ['analysis', 'TSLA', '1y'],
    ])
    expect(answers.flatMap(unfounded)).toEqual([])
  })
})

describe('npm run ask', () => {
  const home = freshHome()

  it('outlives a reader that has seen enough, and says nothing of it', async () => {
    const words = wordsOf('ask')
      .with(0, process.execPath)
      .map((word) => `'${word}'`)
    const command = `{ ${words.join(' ')} 'How does AAPL look?' --thread seen; echo $? >&2; } | true`
    const settings = { ...home(), MARKET_DATA: 'demo' }
    const { stderr } = await launch('sh', ['-c', command], settings).ended
    expect(stderr).toMatch(/^(?:Preparing .*\n)?(?:✓ Reading .*\n){3}0\n$/)
  })

  it('ends its output with the object that a program reads', async () => {
    const words = ['run', 'ask', '--', 'RSI of AAPL', '--json']
    const npm = launch('npm', words, { ...home(), MARKET_DATA: 'demo' })
    const ended = await npm.ended
    const lines = ended.stdout.trimEnd().split('\n')
    const answer = answerOf({ ...ended, stdout: `${lines.at(-1)}\n` })
    expect(answer.text).toContain('RSI 14')
  })
})
