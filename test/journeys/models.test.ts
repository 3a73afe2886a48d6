import { afterEach, describe, expect, it, vi } from 'vitest'

import { databaseKinds } from '../../storage/test-database.ts'
import { startAnthropic } from '../fakes/anthropic.ts'
import type { ModelServer, Scene } from '../fakes/model-server.ts'
import { startOpenai } from '../fakes/openai.ts'
import { answerOf, unfounded, valueOf } from './answer.ts'
import { run, type Settings, start } from './command.ts'
import { freshHome } from './home.ts'

vi.setConfig({ testTimeout: 60_000 })

const key = 'sk-journey'
const plainly = 'This is the plain account of the same evidence._\n\n'
const demo = '**Demo data: synthetic, not real prices.**\n\n'

const servers: ModelServer[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

async function opened(server: Promise<ModelServer>): Promise<ModelServer> {
  servers.push(await server)
  return server
}

const openai = () => opened(startOpenai({ key, limit: 'max_completion_tokens' }))
const anthropic = () => opened(startAnthropic(key))
const custom = () => opened(startOpenai({ key: undefined, limit: 'max_tokens' }))

const openaiSettings = ({ url }: ModelServer): Settings => ({
  OPENAI_API_KEY: key,
  OPENAI_BASE_URL: `${url}/v1`,
})
const providers: [string, () => Promise<ModelServer>, (server: ModelServer) => Settings][] = [
  ['openai', openai, openaiSettings],
  ['anthropic', anthropic, ({ url }) => ({ ANTHROPIC_API_KEY: key, ANTHROPIC_BASE_URL: url })],
  [
    'custom',
    custom,
    ({ url }) => ({ CUSTOM_LLM_BASE_URL: `${url}/v1`, CUSTOM_LLM_MODEL: 'my-model' }),
  ],
]

const begun = 'The trend of AAPL points down. '
const lost = 'The connection to OpenAI failed. Check the network and OPENAI_BASE_URL.'
const brokenOff = 'The language model broke off in the middle. Please try again.'

function refusal(status: number): Scene {
  return { fault: { kind: 'status', status, message: `no entry with ${key}` } }
}

describe('A reply that a model writes', () => {
  const home = freshHome(databaseKinds().at(-1))
  const ask = (settings: Settings, ...words: string[]) =>
    run('ask', ['How does AAPL look?', ...words], { ...home(), MARKET_DATA: 'demo', ...settings })

  it.each(providers)('is that of %s, with what it used', async (name, open, settings) => {
    const server = await open()
    server.play({
      says: ['The trend of AAPL ', 'points down.\n'],
      usage: { input: 1_200, output: 9 },
    })
    const answer = answerOf(await ask(settings(server), '--json'))
    expect(answer.text).toBe(`${demo}The trend of AAPL points down.\n`)
    expect(answer.usage).toMatchObject([{ provider: name, inputTokens: 1_200, outputTokens: 9 }])
    expect(JSON.stringify(server.calls[0]?.body)).toContain(
      String(valueOf(answer, 'stocks.prices', 'close')),
    )
  })

  it.each([
    ['to a person', []],
    ['to a program', ['--json']],
  ])('ends at Ctrl-C with exit code 1 and says so in one line %s', async (_, words) => {
    const server = await openai()
    server.play({ says: [begun, 'But'], fault: 'stalls' })
    const settings = { ...home(), MARKET_DATA: 'demo', ...openaiSettings(server) }
    const asking = start('ask', ['How does AAPL look?', ...words], settings)
    await vi.waitFor(() => expect(server.calls).toHaveLength(1), 20_000)
    asking.signal('SIGINT')
    const { code, stderr } = await asking.ended
    expect(code).toBe(1)
    expect(stderr.split('\n').filter((line) => !line.startsWith('✓'))).toEqual(['Stopped.', ''])
  })

  it('has an invented figure written anew, and keeps the rest', async () => {
    const server = await openai()
    server.play({ says: ['AAPL trades at $999.99. ', 'Its trend points down.'] })
    server.play({ says: ['AAPL trades lower.'] })
    const answer = answerOf(await ask(openaiSettings(server), '--json'))
    expect(answer.text).toBe(`${demo}AAPL trades lower. Its trend points down.`)
    expect(answer.usage).toHaveLength(2)
    expect(unfounded(answer)).toEqual([])
  })

  it('has a figure struck out that is still invented after that', async () => {
    const server = await openai()
    server.play({ says: ['AAPL trades at $999.99.'] })
    server.play({ says: ['AAPL trades at $888.88.'] })
    const { code, stdout } = await ask(openaiSettings(server))
    expect(code).toBe(0)
    expect(stdout).toBe(
      `${demo}AAPL trades at $~~888.88~~ (unverified).\n\n- Tell me more about AAPL\n`,
    )
  })

  it.each<[string, Scene, string]>([
    ['dies in the middle', { says: [begun, 'It'], fault: 'reset' }, lost],
    ['ends its stream too early', { says: [begun], fault: 'cut' }, brokenOff],
    ['is down', refusal(503), 'OpenAI is not answering right now. Please try again.'],
    ['refuses the key', refusal(401), 'OpenAI refused the key. Check OPENAI_API_KEY.'],
  ])('is the whole plain account, and says why, when the model %s', async (_, scene, why) => {
    const server = await openai()
    // However often it is called.
    for (let call = 0; call < 3; call += 1) server.play(scene)
    const { code, stdout, stderr } = await ask(openaiSettings(server))
    expect(code).toBe(0)
    const opening = `_The writing model is unavailable. ${why} ${plainly}${demo}## AAPL: `
    expect(stdout.slice(0, 300)).toContain(opening)
    expect(stdout).not.toContain(begun)
    expect(stdout).toMatch(/_Information, not investment advice\._\n\n- Tell me more about AAPL\n$/)
    expect(stdout + stderr).not.toContain(key)
  })
})
