import { afterEach, describe, expect, it, vi } from 'vitest'

import { databaseKinds } from '../../storage/test-database.ts'
import { startAnthropic } from '../fakes/anthropic.ts'
import type { ModelServer, Scene } from '../fakes/model-server.ts'
import { startOpenai } from '../fakes/openai.ts'
import { type Answer, answerOf, unfounded, valueOf } from './answer.ts'
import { run, type Settings, start } from './command.ts'
import { freshHome } from './home.ts'

vi.setConfig({ testTimeout: 60_000 })

const key = 'sk-journey'
const compound = 'Is the RSI of AAPL above that of TSLA, and what is the P/E of MSFT?'
const demo = '**Demo data: synthetic, not real prices.**\n\n'

const servers: ModelServer[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

async function opened(server: Promise<ModelServer>): Promise<ModelServer> {
  servers.push(await server)
  return server
}

const custom = () => opened(startOpenai({ key: undefined, limit: 'max_tokens' }))
const customSettings = ({ url }: ModelServer): Settings => ({
  CUSTOM_LLM_BASE_URL: `${url}/v1`,
  CUSTOM_LLM_MODEL: 'my-model',
})
const providers: [string, () => Promise<ModelServer>, (server: ModelServer) => Settings][] = [
  [
    'openai',
    () => opened(startOpenai({ key, limit: 'max_completion_tokens' })),
    ({ url }) => ({ OPENAI_API_KEY: key, OPENAI_BASE_URL: `${url}/v1` }),
  ],
  [
    'openai over responses',
    () => opened(startOpenai({ key, limit: 'max_completion_tokens' })),
    ({ url }) => ({
      OPENAI_API_KEY: key,
      OPENAI_BASE_URL: `${url}/v1`,
      OPENAI_MODEL: 'gpt-6-sol-pro',
    }),
  ],
  [
    'anthropic',
    () => opened(startAnthropic(key)),
    ({ url }) => ({ ANTHROPIC_API_KEY: key, ANTHROPIC_BASE_URL: url }),
  ],
  ['custom', custom, customSettings],
]

let calls = 0
function call(name: string, given: object) {
  calls += 1
  return { id: `c${calls}`, name, parts: [JSON.stringify(given)] }
}

const lookUp: Scene = {
  calls: [
    call('get_technical', { symbol: 'AAPL' }),
    call('get_technical', { symbol: 'TSLA' }),
    call('get_fundamental', { symbol: 'MSFT' }),
  ],
  usage: { input: 2_000, output: 60 },
}

describe('A question of several parts', () => {
  const home = freshHome(databaseKinds().at(-1))
  const ask = (settings: Settings, question = compound, ...words: string[]) =>
    run('ask', [question, ...words], { ...home(), MARKET_DATA: 'demo', ...settings })
  const asJson = async (settings: Settings, question = compound) =>
    answerOf(await ask(settings, question, '--json'))

  /** What the demo data says today, by the rules alone. */
  const figure = async (question: string, symbol: string, tool: string, name: string) =>
    Number(valueOf(await asJson({}, question), tool, name, symbol)).toFixed(1)

  it.each(providers)(
    'is looked up by %s, written from that and cited',
    async (_, open, settings) => {
      const server = await open()
      const rsi = await figure('RSI of AAPL', 'AAPL', 'stocks.indicators', 'rsi14')
      const ratio = await figure('P/E of MSFT', 'MSFT', 'stocks.fundamentals', 'peTrailing')
      const text = `The RSI of AAPL is ${rsi}. The P/E of MSFT is ${ratio}.`
      server.play(lookUp)
      server.play({ says: ['done'] })
      server.play({ says: [text] })
      const answer = await asJson(settings(server))
      expect(answer.text).toBe(`${demo}${text}`)
      expect(answer.route).toMatchObject({ intent: 'research', symbols: ['AAPL', 'TSLA', 'MSFT'] })
      expect(citedBy(answer)).toEqual([
        'stocks.indicators AAPL rsi14',
        'stocks.fundamentals MSFT peTrailing',
      ])
      expect(unfounded(answer)).toEqual([])
      expect(answer.usage).toHaveLength(3)
      expect(answer.usage[0]).toMatchObject({ inputTokens: 2_000, outputTokens: 60 })
      expect(server.calls.map(({ body }) => /"tools":/.test(JSON.stringify(body)))).toEqual([
        true,
        true,
        false,
      ])
    },
  )

  it('has an invented figure struck out, as every answer', async () => {
    const server = await custom()
    server.play(lookUp)
    server.play({ says: ['done'] })
    for (let time = 0; time < 2; time += 1) server.play({ says: ['The P/E of MSFT is 999.9.'] })
    const { text } = await asJson(customSettings(server))
    expect(text).toBe(`${demo}The P/E of MSFT is ~~999.9~~ (unverified).`)
  })

  it('shows headlines to the model that writes, and never to the one that has tools', async () => {
    const server = await custom()
    server.play({ calls: [call('get_sentiment', { symbol: 'AAPL' })] })
    server.play({ says: ['done'] })
    server.play({ says: ['Read.'] })
    const { evidence } = await asJson(customSettings(server))
    const titles = evidence
      .flatMap(({ values }) => Object.entries(values))
      .flatMap(([name, value]) =>
        /headline\d/.test(name) && typeof value === 'string' && value.includes(' ') ? [value] : [],
      )
    expect(titles).not.toEqual([])
    const [, planned = '', written = ''] = server.calls.map(({ body }) => JSON.stringify(body))
    expect(planned).toContain('sentimentScore')
    for (const title of titles) {
      expect(planned).not.toContain(title)
      expect(written).toContain(title)
    }
  })

  it('is answered as the rules read it by a model server that refuses tools', async () => {
    const server = await custom()
    server.play({
      fault: { kind: 'status', status: 400, message: 'my-model does not support tools' },
    })
    server.play({ says: ['The RSI is shown.'] })
    const { code, stdout, stderr } = await ask(customSettings(server))
    expect(code).toBe(0)
    expect(stdout).toBe(`${demo}The RSI is shown.\n`)
    expect(stderr.match(/✓ Reading the price chart of (?:AAPL|TSLA|MSFT)/g)).toHaveLength(3)
    expect(JSON.stringify(server.calls[1]?.body)).not.toContain('"tools":')
  })

  it('shows a person what is looked up, and what could not be found', async () => {
    const server = await custom()
    server.play({ calls: [call('get_technical', { symbol: 'ZZZQ' }), call('get_quote', {})] })
    server.play({ calls: [call('get_technical', { symbol: 'AAPL' })] })
    server.play({ says: ['done'] })
    server.play({ says: ['I found nothing on ZZZQ.'] })
    const { code, stdout, stderr } = await ask(customSettings(server))
    expect(code).toBe(0)
    expect(stdout).toContain('I found nothing on ZZZQ.')
    expect(stderr).toContain('✓ Reading the price chart of AAPL')
    expect(stderr).toContain('✗ Reading the price chart of ZZZQ')
    expect(JSON.stringify(server.calls[1]?.body)).toContain('the tools are get_technical')
  })

  it('ends at Ctrl-C, and so does the call to the model', async () => {
    const server = await custom()
    server.play({ says: ['Let me'], fault: 'stalls' })
    const settings = { ...home(), MARKET_DATA: 'demo', ...customSettings(server) }
    const asking = start('ask', [compound], settings)
    await vi.waitFor(() => expect(server.calls).toHaveLength(1), 20_000)
    asking.signal('SIGINT')
    expect((await asking.ended).code).toBe(1)
    expect(await server.calls[0]?.hungUp).toBe(true)
  })
})

function citedBy({ citations, evidence }: Answer): readonly string[] {
  return citations.flatMap(({ from }) =>
    from.map((source) => {
      const [at, name] = source.split('.')
      const found = evidence[Number(at)]
      return `${found?.tool} ${found?.arguments['symbol']} ${name}`
    }),
  )
}
