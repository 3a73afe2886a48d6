import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

import { trace } from '@opentelemetry/api'
import { expect, it } from 'vitest'
import { z } from 'zod'

import { scriptedModel } from '../agents/models/scripted.ts'
import { AppError } from '../core/errors.ts'
import type { ModelProvider } from '../core/model.ts'
import { traced } from '../core/tracing.ts'
import { tracedModel } from './traced-model.ts'
import { openTracing } from './tracing.ts'

it('sends spans of turns and model calls to the endpoint, under the hub’s name', async () => {
  const sent = await sentBy(async () => {
    await traced('turn', { 'hub.turn': 't1' }, () => askOnce(scriptedModel(['Hello.'])))
  })
  expect(sent).toContain('/v1/traces')
  for (const name of ['ai-hub', 'turn', 'chat script', 'gen_ai.provider.name']) {
    expect(sent).toContain(name)
  }
})

it('tells of a model call what the conventions for generative AI ask', async () => {
  const sent = await sentBy(() => askOnce(scriptedModel(['Hel', 'lo.'])))
  const [span] = spansIn(sent)
  expect(span).toMatchObject({ name: 'chat script', kind: 3 })
  expect(attributesOf(span)).toEqual({
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': 'scripted',
    'gen_ai.request.model': 'script',
    'gen_ai.request.stream': true,
    'gen_ai.request.max_tokens': 50,
    'gen_ai.output.type': 'text',
    'gen_ai.agent.name': 'write',
    'hub.turn': 't1',
    'gen_ai.response.model': 'script',
    'gen_ai.response.finish_reasons': { values: [{ stringValue: 'stop' }] },
    'gen_ai.response.time_to_first_chunk': expect.any(Number),
    'gen_ai.usage.input_tokens': 1,
    'gen_ai.usage.output_tokens': 2,
  })
})

it('marks a model call that failed, and says why', async () => {
  const failure = new AppError('rate_limited', 'too many')
  const sent = await sentBy(() => askOnce(scriptedModel([failure])))
  const [span] = spansIn(sent)
  expect(span?.status).toMatchObject({ code: 2 })
  expect(attributesOf(span)).toMatchObject({ 'error.type': 'rate_limited' })
})

it('loads and sends nothing without an endpoint', async () => {
  const close = await openTracing(undefined)
  await expect(close()).resolves.toBeUndefined()
})

/** What a collector hears while that is done. */
async function sentBy(work: () => Promise<void>): Promise<string> {
  const bodies: string[] = []
  const collector = createServer((request, response) => {
    void collect(request).finally(() => response.end('{}'))
  }).listen(0, '127.0.0.1')
  async function collect(request: IncomingMessage): Promise<void> {
    bodies.push(`${request.url} ${await text(request)}`)
  }
  await once(collector, 'listening')
  const { port } = collector.address() as AddressInfo
  const close = await openTracing(`http://127.0.0.1:${port}`)
  await work()
  await close()
  collector.close()
  trace.disable()
  return bodies.join('\n')
}

async function askOnce(model: ModelProvider): Promise<void> {
  const caller = { organisationId: 'o', userId: 'u', turnId: 't1', project: 'p', agent: 'write' }
  const messages = [{ role: 'user' as const, text: 'Hi.' }]
  const { signal } = new AbortController()
  const request = { caller, system: '', messages, maxTokens: 50, signal }
  for await (const event of tracedModel(model).stream(request)) if (!event) break
}

const spans = z.object({
  resourceSpans: z.array(
    z.object({
      scopeSpans: z.array(
        z.object({
          spans: z.array(
            z.object({
              name: z.string(),
              kind: z.number(),
              status: z.unknown(),
              attributes: z.array(
                z.object({ key: z.string(), value: z.record(z.string(), z.unknown()) }),
              ),
            }),
          ),
        }),
      ),
    }),
  ),
})

function spansIn(sent: string) {
  const body: unknown = JSON.parse(sent.slice(sent.indexOf('{')))
  const { resourceSpans } = spans.parse(body)
  return resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans))
}

function attributesOf(span: ReturnType<typeof spansIn>[number] | undefined) {
  const pairs = span?.attributes.map(({ key, value }) => [key, Object.values(value)[0]])
  return Object.fromEntries(pairs ?? [])
}
