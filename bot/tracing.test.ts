import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

import { expect, it } from 'vitest'

import { scriptedModel } from '../agents/models/scripted.ts'
import { traced } from '../core/tracing.ts'
import { tracedModel } from './traced-model.ts'
import { openTracing } from './tracing.ts'

it('sends spans of turns and model calls to the endpoint, under the hub’s name', async () => {
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
  await traced('turn', { 'hub.turn': 't1' }, async () => {
    const model = tracedModel(scriptedModel(['Hello.']))
    const request = { system: '', messages: [], signal: new AbortController().signal }
    for await (const event of model.stream(request)) expect(event.type).not.toBe('failed')
  })
  await close()
  collector.close()

  const sent = bodies.join('\n')
  expect(sent).toContain('/v1/traces')
  for (const name of ['ai-hub', 'turn', 'chat script', 'gen_ai.provider.name']) {
    expect(sent).toContain(name)
  }
})

it('loads and sends nothing without an endpoint', async () => {
  const close = await openTracing(undefined)
  await expect(close()).resolves.toBeUndefined()
})
