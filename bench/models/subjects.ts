import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

import OpenAI from 'openai'
import { z } from 'zod'

import { metered } from '../../agents/models/metered.ts'
import { openModels } from '../../agents/models/models.ts'
import { openPrices } from '../../agents/models/prices.ts'
import { tracedModel } from '../../bot/traced-model.ts'
import { memoryState } from '../../core/memory-state.ts'
import { openMetrics } from '../../core/metrics.ts'
import type { ModelLedger } from '../../core/model-ledger.ts'
import type { ModelProvider } from '../../core/model.ts'

/** A way to read an answer to its end, or to its first text. */
export interface Subject {
  readonly name: string
  /** How many characters came. */
  read(signal: AbortSignal): Promise<number>
  first(signal: AbortSignal): Promise<void>
}

const messages = [{ role: 'user' as const, text: 'How does Apple look?' }]

export function bare(url: string): Subject {
  const client = new OpenAI({ baseURL: url, apiKey: 'none', maxRetries: 0, logLevel: 'off' })
  const open = (signal: AbortSignal) =>
    client.chat.completions.create(
      {
        model: 'm',
        messages: messages.map(({ role, text }) => ({ role, content: text })),
        stream: true,
        stream_options: { include_usage: true },
      },
      { signal },
    )
  return {
    name: 'bare SDK',
    async read(signal) {
      let characters = 0
      for await (const { choices } of await open(signal)) {
        characters += choices[0]?.delta.content?.length ?? 0
      }
      return characters
    },
    async first(signal) {
      for await (const { choices } of await open(signal)) if (choices[0]?.delta.content) return
    },
  }
}

/** As the hub puts it together: breaker, room, retries, spans, prices; nobody is billed, so that no database is asked. */
export async function wholeLayer(url: string): Promise<Subject> {
  const settings = { CUSTOM_LLM_BASE_URL: url, CUSTOM_LLM_MODEL: 'm' }
  const metrics = openMetrics()
  const ledger = Promise.withResolvers<ModelLedger>().promise
  const metering = { ledger, prices: openPrices(undefined), metrics, onTrouble: () => {} }
  const wrap = (model: ModelProvider) => tracedModel(metered(model, metering))
  const deps = { state: memoryState(), metrics, wrap }
  return over('whole layer', (await openModels(settings, deps)).of())
}

function over(name: string, model: ModelProvider): Subject {
  const open = (signal: AbortSignal) =>
    model.stream({ system: '', messages, deadline: Date.now() + 100_000, signal })
  return {
    name,
    async read(signal) {
      let characters = 0
      for await (const event of open(signal)) {
        if (event.type === 'text') characters += event.delta.length
        if (event.type === 'failed') throw event.error
      }
      return characters
    },
    async first(signal) {
      for await (const { type } of open(signal)) if (type === 'text') return
    },
  }
}

export interface Server {
  readonly url: string
  close(): Promise<void>
}

export async function startServer(chunks: number): Promise<Server> {
  const child = fork(join(import.meta.dirname, 'server.ts'), [String(chunks)])
  const [address] = await once(child, 'message')
  const { port } = z.object({ port: z.number() }).parse(address)
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      const gone = once(child, 'exit')
      child.kill()
      await gone
    },
  }
}
