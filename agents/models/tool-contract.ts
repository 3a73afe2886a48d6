import { expect, it } from 'vitest'

import type { ModelEvent, ModelRequest } from '../../core/model.ts'
import { collect, endOf } from './contract.ts'
import { patience } from './deadline.ts'
import type { WireStage } from './wire-contract.ts'

const tools = [
  {
    name: 'price',
    description: 'The last price of a symbol.',
    json: {
      type: 'object',
      properties: { symbol: { type: 'string' } },
      required: ['symbol'],
      additionalProperties: false,
    },
  },
  { name: 'today', description: 'The date.', json: { type: 'object', properties: {} } },
]

const conversation: ModelRequest['messages'] = [
  { role: 'user', text: 'Apple and Tesla?' },
  {
    role: 'assistant',
    text: '',
    toolCalls: [
      { id: 'a1', name: 'price', arguments: { symbol: 'AAPL' } },
      { id: 'a2', name: 'price', arguments: { symbol: 'TSLA' } },
    ],
  },
  { role: 'tool', callId: 'a1', text: '189.95' },
  { role: 'tool', callId: 'a2', text: '171.05' },
]

/** What a provider that a model can ask for tools over keeps to. */
export function describeTools(stage: () => WireStage): void {
  const run = (...calls: readonly (readonly [string, string, readonly string[]])[]) => {
    stage().play({
      says: ['One moment. '],
      calls: calls.map(([id, name, parts]) => ({ id, name, parts })),
    })
    return collect(stage().open(patience), { tools })
  }

  it('hands over the calls whole, after the text', async () => {
    const events = await run(['c1', 'price', ['{"sym', 'bol":"AA', 'PL"}']], ['c2', 'today', []])
    expect(events.map(({ type }) => type)).toEqual(['text', 'tool', 'tool', 'done'])
    expect(callsIn(events)).toEqual([
      { id: 'c1', name: 'price', arguments: { symbol: 'AAPL' } },
      { id: 'c2', name: 'today', arguments: {} },
    ])
  })

  it.each([
    ['arguments that are cut', 'price', '{"symbol":"AA'],
    ['arguments that are no object', 'price', '["AAPL"]'],
    ['a name that no tool can have', 'sell it all', '{}'],
  ])('fails at %s, and hands over none', async (_, name, text) => {
    const events = await run(['c1', 'today', ['{}']], ['c2', name, [text]])
    const { error, partial, usage } = endOf(events, 'failed')
    expect(error.code).toBe('unavailable')
    expect(error.said).toContain('in a form that I cannot read')
    expect(partial).toBe('One moment. ')
    expect(usage).toBeDefined()
    expect(callsIn(events)).toEqual([])
  })

  it('hands over a call of a tool that was not offered, for whoever asked to refuse it', async () => {
    const events = await run(['c1', 'sell', ['{"symbol":"AAPL"}']])
    expect(callsIn(events)).toEqual([{ id: 'c1', name: 'sell', arguments: { symbol: 'AAPL' } }])
  })

  it('fails at a call where no tool was offered', async () => {
    stage().play({ calls: [{ id: 'c1', name: 'today', parts: ['{}'] }] })
    const events = await collect(stage().open(patience))
    expect(endOf(events, 'failed').error.said).toContain('in a form that I cannot read')
    expect(callsIn(events)).toEqual([])
  })

  it('takes back the results of both calls', async () => {
    stage().play({ says: ['Apple stands higher.'] })
    const events = await collect(stage().open(patience), { tools, messages: conversation })
    expect(endOf(events, 'done').text).toBe('Apple stands higher.')
  })

  it('counts tools and calls as well where the server does not say what it read', async () => {
    const read = async (more: Partial<ModelRequest>) => {
      stage().play({ says: ['Apple.'], usage: null })
      return endOf(await collect(stage().open(patience), more), 'done').usage
    }
    const plain = await read({})
    const offered = await read({ tools })
    const answered = await read({ tools, messages: conversation })
    expect(offered.inputTokens).toBeGreaterThan(plain.inputTokens + 20)
    expect(answered.inputTokens).toBeGreaterThan(offered.inputTokens + 20)
    expect(answered.estimated).toBe(true)
  })

  it('hands over no call that breaks off', async () => {
    const calls = [{ id: 'c1', name: 'price', parts: ['{"symbol":"AAPL"}'] }]
    stage().play({ calls, fault: 'cut' })
    const events = await collect(stage().open(patience), { tools })
    expect(endOf(events, 'failed').error.code).toBe('unavailable')
    expect(callsIn(events)).toEqual([])
  })
}

function callsIn(events: readonly ModelEvent[]) {
  return events.flatMap((event) => {
    if (event.type !== 'tool') return []
    const { type: _, ...call } = event
    return [call]
  })
}
