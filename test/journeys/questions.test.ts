import { describe, expect, it, vi } from 'vitest'

import { databaseKinds } from '../../storage/test-database.ts'
import { answerOf } from './answer.ts'
import { run } from './command.ts'
import { freshHome } from './home.ts'

vi.setConfig({ testTimeout: 60_000 })

describe('Questions that nobody should ask', () => {
  const home = freshHome(databaseKinds().at(-1))
  const ask = async (question: string) =>
    answerOf(await run('ask', [question, '--json'], { ...home(), MARKET_DATA: 'demo' }))

  it('a question with control and bidi characters is read without them', async () => {
    const { route, text } = await ask('RSI of A\u202EAPL\u0007 \u001B[31m\u2066please\u200B')
    expect(route).toMatchObject({ intent: 'aspect', symbols: ['AAPL'] })
    expect(text).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u)
  })

  it.each([
    ['one word', 'x'.repeat(100_000)],
    ['many words', 'AAPL and '.repeat(11_000)],
    ['signs', '$'.repeat(100_000)],
  ])('100 kB of %s are answered', async (_, question) => {
    const { text } = await ask(question)
    expect(text.length).toBeLessThan(4_000)
  })

  it('a symbol that nobody knows is answered with what to do', async () => {
    const { text, evidence } = await ask('How does ZZZQ look?')
    expect(text).toMatch(/ZZZQ/)
    expect(evidence).toEqual([])
  })
})
