import { spawnSync } from 'node:child_process'

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { databaseKinds } from '../../storage/test-database.ts'
import type { ModelServer } from '../fakes/model-server.ts'
import { startOpenai } from '../fakes/openai.ts'
import { type Command, launch, start, wordsOf } from './command.ts'
import { freshHome } from './home.ts'

vi.setConfig({ testTimeout: 60_000 })

const home = freshHome(databaseKinds().at(-1))

describe('npm run chat with lines from a file', () => {
  it('answers each in order, in one conversation, and leaves at the end of the file', async () => {
    const chat = start('chat', [], { ...home(), MARKET_DATA: 'demo' })
    chat.say('RSI of AAPL\n\nand TSLA?\nthank you')
    chat.hangUp()
    const { code, stdout } = await chat.ended
    expect(code).toBe(0)
    const answers = stdout
      .trim()
      .split('\n\n')
      .filter((part) => !/^(?:\*\*Demo|Sources|- )/.test(part))
    expect(answers).toEqual([
      expect.stringMatching(/RSI 14 of AAPL/),
      expect.stringMatching(/RSI 14 of TSLA/),
      expect.stringMatching(/welcome|glad|pleasure|any ?time/i),
    ])
  })
})

const hasScript = spawnSync('script', ['--version']).stdout?.includes('util-linux') ?? false

describe.skipIf(!hasScript)('npm run chat at a terminal (needs script of util-linux)', () => {
  let model: ModelServer
  beforeEach(async () => {
    model = await startOpenai({ key: 'sk-journey', limit: 'max_completion_tokens' })
  })
  afterEach(() => model.close())

  it('stops an answer at Ctrl-C, answers the next question and leaves at Ctrl-D', async () => {
    model.play({ says: ['The trend of AAPL points down. ', 'But'], fault: 'stalls' })
    model.play({ says: ['The trend of TSLA points up.'] })
    const chat = atTerminal('chat', {
      ...home(),
      MARKET_DATA: 'demo',
      OPENAI_API_KEY: 'sk-journey',
      OPENAI_BASE_URL: `${model.url}/v1`,
    })
    await chat.shows(/› /)
    chat.say('How does AAPL look?\r')
    await chat.shows(/The trend of AAPL points down\./)
    chat.say(ctrlC)
    await chat.shows(/Stopped\./)
    expect(await model.calls[0]?.hungUp).toBe(true)
    chat.say('and TSLA?\r')
    await chat.shows(/The trend of TSLA points up\./)
    chat.say(ctrlD)
    expect(await chat.ended).toMatchObject({ code: 0 })
  })

  it('stays at Ctrl-C when there is nothing to stop, and says how to leave', async () => {
    const chat = atTerminal('chat', { ...home(), MARKET_DATA: 'demo' })
    await chat.shows(/Ctrl-C stops an answer, Ctrl-D leaves\.[^]*› /)
    chat.say(ctrlC)
    await chat.shows(/\(Ctrl-D leaves\)/)
    chat.say(ctrlD)
    expect(await chat.ended).toMatchObject({ code: 0 })
  })
})

const ctrlC = '\u0003'
const ctrlD = '\u0004'

/** The npm script behind a terminal of its own. */
function atTerminal(name: string, settings: Record<string, string>): Command {
  const [, ...words] = wordsOf(name)
  const command = [process.execPath, ...words].map((word) => `'${word}'`).join(' ')
  const size = 'stty columns 100 rows 40'
  return launch('script', ['-qec', `${size}; exec ${command}`, '/dev/null'], {
    ...settings,
    TERM: 'xterm',
  })
}
