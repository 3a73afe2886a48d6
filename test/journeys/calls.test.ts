import { expect, it } from 'vitest'

import { run } from './command.ts'
import { freshHome } from './home.ts'

const home = freshHome()
const ask = (question: string) => run('ask', [question], { ...home(), MARKET_DATA: 'demo' })

it('What was called is remembered by the next process: honestly, and beside what is so now', async () => {
  await ask('How does AAPL look?')
  const again = await ask('What changed on AAPL?')
  expect(again.stdout).toContain('There has been no new closing price since the last look on')
  const { code, stdout } = await ask('How good have your calls been?')
  expect(code).toBe(0)
  expect(stdout).toContain('no track record yet')
  // The same rating of one symbol on one day, given twice, is one call.
  expect(stdout).toContain('Calls on demo data: 1; they are not counted.')
  expect(stdout).not.toContain('unverified')
}, 120_000)
