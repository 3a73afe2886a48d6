import { expect, it, onTestFinished } from 'vitest'

import { AppError } from '../../core/errors.ts'
import { openMetrics } from '../../core/metrics.ts'
import type { CallEnd, Estimate, ModelCall, ReachedLimit } from '../../core/model-ledger.ts'
import type { Caller, ModelProvider } from '../../core/model.ts'
import { startAnthropic } from '../../test/fakes/anthropic.ts'
import type { ModelServer } from '../../test/fakes/model-server.ts'
import { startOpenai } from '../../test/fakes/openai.ts'
import { anthropicModel } from './anthropic.ts'
import { ask, collect, describeStream, endOf, stopAfter, textsOf } from './contract.ts'
import { metered } from './metered.ts'
import { offlineModel } from './offline.ts'
import { openaiModel } from './openai.ts'
import { openPrices } from './prices.ts'
import { hang, scriptedModel } from './scripted.ts'

const caller: Caller = {
  organisationId: 'slack:T024',
  userId: 'u1',
  turnId: 't1',
  project: 'stocks',
  agent: 'write',
}

const reached: ReachedLimit = {
  limit: { scope: 'user', subject: null, period: 'day', unit: 'dollars', most: 2n * 10n ** 12n },
  subject: 'u1',
  isUsedUp: true,
  resetsAt: new Date('2026-11-23T00:00:00Z'),
}

interface Told {
  readonly answer?: ReachedLimit | Error
  readonly settles?: Error
}

/** A ledger that writes down what it is told, and answers as it is told. */
function open({ answer, settles }: Told = {}) {
  const reserved: (ModelCall & { readonly estimate: Estimate })[] = []
  const settled: (CallEnd & { readonly id: string })[] = []
  const troubles: unknown[] = []
  const metrics = openMetrics()
  const ledger = {
    async reserve(call: ModelCall, estimate: Estimate) {
      reserved.push({ ...call, estimate })
      if (answer instanceof Error) throw answer
      return answer ?? null
    },
    async settle(id: string, end: CallEnd) {
      if (settles) throw settles
      settled.push({ id, ...end })
    },
  }
  const meter = (model: ModelProvider) =>
    metered(model, {
      ledger: Promise.resolve(ledger),
      prices: openPrices(undefined),
      metrics,
      onTrouble: (error) => troubles.push(error),
    })
  return { meter, reserved, settled, troubles, metrics }
}

async function opened(server: Promise<ModelServer>): Promise<ModelServer> {
  const started = await server
  onTestFinished(() => started.close())
  return started
}

const key = 'sk-proj-0123456789abcdef'
const openai = () => opened(startOpenai({ key, limit: 'max_completion_tokens' }))
const lunaAt = ({ url }: ModelServer) => openaiModel({ apiKey: key, baseUrl: `${url}/v1` })

describeStream('a metered provider', async () => {
  const server = await startOpenai({ key, limit: 'max_completion_tokens' })
  return {
    ...server,
    open: (deadlines) => open().meter(openaiModel({ ...account(server), deadlines })),
  }
})

function account({ url }: ModelServer) {
  return { apiKey: key, baseUrl: `${url}/v1` }
}

it('sets aside before the call and settles what OpenAI says was used', async () => {
  const { meter, reserved, settled } = open()
  const server = await openai()
  server.play({ says: ['Apple ', 'rose.'], usage: { input: 1_000, output: 100 } })
  const events = await collect(meter(lunaAt(server)), { caller, maxTokens: 300 })
  expect(textsOf(events).join('')).toBe('Apple rose.')
  const [call] = reserved
  expect(call).toMatchObject({ caller, provider: 'openai', model: 'gpt-6-luna' })
  expect(call?.estimate.tokens).toBeGreaterThan(300)
  expect(call?.estimate.cost).toBeGreaterThan(300n * 500_000n)
  expect(settled).toEqual([
    {
      id: call?.id,
      outcome: 'done',
      usage: endOf(events, 'done').usage,
      cost: 150_000_000n,
      tookMs: expect.any(Number),
      firstTextMs: expect.any(Number),
    },
  ])
})

it('settles what Anthropic says was used', async () => {
  const { meter, settled } = open()
  const server = await opened(startAnthropic(key))
  server.play({ says: ['Up.'], usage: { input: 2_000, output: 10 } })
  const events = await collect(meter(anthropicModel({ apiKey: key, baseUrl: server.url })), {
    caller,
  })
  const { usage } = endOf(events, 'done')
  const { cachedInputTokens: cached = 0, cacheWriteTokens: written = 0 } = usage
  expect([cached, written]).toEqual([1, 2])
  const cost = (2_000 - 3) * 100_000 + 1 * 10_000 + 2 * 125_000 + 10 * 500_000
  expect(settled).toMatchObject([{ outcome: 'done', usage, cost: BigInt(cost) }])
})

it('makes no call when a limit is reached, and says which and until when', async () => {
  const { meter, settled, metrics } = open({ answer: reached })
  const model = scriptedModel(['never said'])
  const { error } = endOf(await collect(meter(model), { caller }), 'failed')
  expect(error).toMatchObject({
    code: 'forbidden',
    said: 'You have used your model budget for today ($2.00). It starts anew on 23 November 2026, 00:00 UTC. Until then answers are written without a model.',
  })
  expect([model.requests, settled]).toEqual([[], []])
  expect(await metrics.text()).toContain('llm_refused_calls_total{scope="user",period="day"} 1')
})

it('makes no call that cannot be counted', async () => {
  const { meter } = open({ answer: new AppError('unavailable', 'the database is away') })
  const model = scriptedModel(['never said'])
  const { error } = endOf(await collect(meter(model), { caller }), 'failed')
  expect(error.said).toBe('The budget for language models could not be checked.')
  expect(error.message).toContain('the database is away')
  expect(model.requests).toEqual([])
})

it('answers all the same when the end cannot be written down, and tells of it', async () => {
  const trouble = new Error('the database is away')
  const { meter, troubles } = open({ settles: trouble })
  const events = await collect(meter(scriptedModel(['Up.'])), { caller })
  expect(endOf(events, 'done').text).toBe('Up.')
  expect(troubles).toEqual([trouble])
})

it('settles a failed call with what was said by then, counted by us', async () => {
  const { meter, settled } = open()
  const failure = new AppError('unavailable', 'overloaded')
  await collect(meter(scriptedModel(['Apple rose ', failure])), { caller })
  expect(settled).toMatchObject([{ outcome: 'unavailable', usage: { estimated: true } }])
  expect(settled[0]?.usage.inputTokens).toBeGreaterThan(5)
  expect(settled[0]?.usage.outputTokens).toBeGreaterThan(1)
})

it('settles a call that was refused with nothing', async () => {
  const { meter, settled } = open()
  const server = await openai()
  server.play({ fault: { kind: 'status', status: 503, message: 'overloaded' } })
  await collect(meter(lunaAt(server)), { caller })
  expect(settled).toMatchObject([
    {
      outcome: 'unavailable',
      usage: { inputTokens: 0, outputTokens: 0 },
      cost: 0n,
      firstTextMs: null,
    },
  ])
})

it('settles a call that the caller stopped', async () => {
  const { meter, settled } = open()
  const controller = new AbortController()
  const model = meter(scriptedModel(['Apple ', hang]))
  for await (const event of model.stream(ask({ caller, signal: controller.signal }))) {
    if (event.type === 'text') controller.abort()
  }
  expect(settled).toMatchObject([{ outcome: 'stopped', usage: { estimated: true } }])
})

it('settles a call that nobody listened to until its end, and hangs up', async () => {
  const { meter, settled } = open()
  const server = await openai()
  server.play({ says: ['Apple ', 'rose'], fault: 'stalls' })
  for await (const event of meter(lunaAt(server)).stream(ask({ caller }))) if (event) break
  expect(settled).toMatchObject([{ outcome: 'stopped', usage: { estimated: true } }])
  expect(settled[0]?.usage.outputTokens).toBeGreaterThan(0)
  expect(await server.calls[0]?.hungUp).toBe(true)
})

it('settles once when nobody comes back after the end', async () => {
  const { meter, settled } = open()
  const stream = meter(scriptedModel(['Up.'])).stream(ask({ caller }))
  const events = stream[Symbol.asyncIterator]()
  await events.next()
  expect((await events.next()).value).toMatchObject({ type: 'done' })
  expect(settled).toHaveLength(1)
  await events.return?.()
  expect(settled).toHaveLength(1)
})

it('bills nobody for a call without a caller, and counts it', async () => {
  const { meter, reserved, settled, metrics } = open({ answer: reached })
  const server = await openai()
  server.play({ says: ['Up.'], usage: { input: 1_000, output: 100 } })
  endOf(await collect(meter(lunaAt(server))), 'done')
  expect([reserved, settled]).toEqual([[], []])
  const text = await metrics.text()
  const labels = 'provider="openai",model="gpt-6-luna"'
  expect(text).toContain(`llm_tokens_total{${labels},kind="input"} 1000`)
  expect(text).toContain(`llm_tokens_total{${labels},kind="output"} 100`)
  expect(text).toContain(`llm_cost_usd_total{${labels}} 0.00015`)
  expect(text).toContain(`llm_call_seconds_count{${labels},outcome="done"} 1`)
  expect(text).toContain(`llm_first_text_seconds_count{${labels}} 1`)
  expect(text).not.toContain(`llm_unpriced_calls_total{${labels}}`)
})

it('knows no cost of a model without a price', async () => {
  const { meter, reserved, settled, metrics } = open()
  await collect(meter(scriptedModel(['Up.'])), { caller })
  expect(reserved).toMatchObject([{ estimate: { cost: null } }])
  expect(settled).toMatchObject([{ cost: null, usage: { provider: 'scripted' } }])
  const labels = 'provider="scripted",model="script"'
  expect(await metrics.text()).toContain(`llm_unpriced_calls_total{${labels}} 1`)
})

it('sets more aside for a longer question, in any script', async () => {
  const { meter, reserved } = open()
  for (const text of ['Up?', '苹果公司的股票最近怎么样？'.repeat(100)]) {
    await collect(meter(scriptedModel(['Yes.'])), { caller, messages: [{ role: 'user', text }] })
  }
  const [short, long] = reserved.map(({ estimate }) => estimate.tokens)
  expect((long ?? 0) - (short ?? 0)).toBeGreaterThan(1_200)
})

it('leaves the offline model as it is', () => {
  const model = offlineModel()
  expect(open().meter(model)).toBe(model)
})

it('can be stopped in the middle like any other', async () => {
  const events = await stopAfter(
    open().meter(scriptedModel(['Apple ', 'rose ', hang])),
    'Apple rose ',
  )
  expect(endOf(events, 'failed').error.code).toBe('stopped')
})
