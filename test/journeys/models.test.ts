import { afterEach, describe, expect, it, vi } from 'vitest'

import { databaseKinds } from '../../storage/test-database.ts'
import { startAnthropic } from '../fakes/anthropic.ts'
import type { ModelServer, Scene } from '../fakes/model-server.ts'
import { startOpenai } from '../fakes/openai.ts'
import { answerOf, unfounded, valueOf } from './answer.ts'
import { run, type Settings } from './command.ts'
import { freshHome } from './home.ts'

vi.setConfig({ testTimeout: 60_000 })

const key = 'sk-journey'
const notice = '_The writing model is not available, so this is the plain account'
const demo = '**Demo data: synthetic, not real prices.**\n\n'

const open: ModelServer[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()))
})

async function opened(server: Promise<ModelServer>): Promise<ModelServer> {
  open.push(await server)
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

describe('A reply that a model writes', () => {
  const home = freshHome(databaseKinds().at(-1))
  const ask = (settings: Settings, ...words: string[]) =>
    run('ask', ['How does AAPL look?', ...words], { ...home(), MARKET_DATA: 'demo', ...settings })

  it.each(providers)('is that of %s, with what it used', async (name, start, settings) => {
    const server = await start()
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
    expect(stdout).toBe(`${demo}AAPL trades at $~~888.88~~ (unverified).\n`)
  })

  it.each<[string, Scene]>([
    ['dies in the middle', { says: ['The trend of AAPL points down. ', 'It'], fault: 'reset' }],
    ['ends its stream too early', { says: ['The trend of AAPL points down. '], fault: 'cut' }],
    ['is down', { fault: { kind: 'status', status: 503, message: 'out of order' } }],
    ['refuses the key', { fault: { kind: 'status', status: 401, message: `bad ${key}` } }],
  ])('is the whole plain account when the model %s', async (_, scene) => {
    const server = await openai()
    server.play(scene)
    const { code, stdout, stderr } = await ask(openaiSettings(server))
    expect(code).toBe(0)
    expect(stdout.startsWith(notice)).toBe(true)
    expect(stdout).toContain('**Demo data: synthetic, not real prices.**\n\n## AAPL: ')
    expect(stdout).not.toContain('The trend of AAPL points down. ')
    expect(stdout).toMatch(/_Information, not investment advice\._\n$/)
    expect(stdout + stderr).not.toContain(key)
  })
})
