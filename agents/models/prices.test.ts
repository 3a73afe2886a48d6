import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, it, onTestFinished } from 'vitest'

import { dollars } from '../../core/money.ts'
import { readChains } from './chains.ts'
import prices from './prices.json' with { type: 'json' }
import { openPrices, type PricedUsage } from './prices.ts'

const november = new Date('2026-11-22T12:00:00Z')

function use(more: Partial<PricedUsage> = {}): PricedUsage {
  return {
    provider: 'openai',
    model: 'gpt-6-luna',
    inputTokens: 1_000,
    outputTokens: 100,
    ...more,
  }
}

function fileWith(content: unknown): string {
  const folder = mkdtempSync(join(tmpdir(), 'prices-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'prices.json')
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}

const mine = { provider: 'custom', model: 'qwen3', from: '2026-01-01', input: '3', output: 6 }

it.each<[string, Partial<PricedUsage>, bigint]>([
  ['1,000 tokens in and 100 out', {}, 150_000_000n],
  ['the same with 400 from the cache', { cachedInputTokens: 400 }, 114_000_000n],
  ['the same with 400 put into the cache', { cacheWriteTokens: 400 }, 160_000_000n],
  [
    'the same with 300 from the cache and 400 put into it',
    { cachedInputTokens: 300, cacheWriteTokens: 400 },
    133_000_000n,
  ],
  ['one token', { inputTokens: 1, outputTokens: 0 }, 100_000n],
  ['nothing', { inputTokens: 0, outputTokens: 0 }, 0n],
  ['the longest short prompt', { inputTokens: 272_000, outputTokens: 0 }, 27_200_000_000n],
  ['a long prompt', { inputTokens: 272_001, outputTokens: 100 }, 54_475_200_000n],
])('costs %s exactly', (_, usage, cost) => {
  expect(openPrices(undefined).costOf(use(usage), november)).toBe(cost)
})

it.each<Partial<PricedUsage>>([
  { model: 'gpt-6-luna-2027-01-01' },
  { provider: 'custom' },
  { model: 'unheard-of' },
])('knows no price of what is not listed, rather than none: %j', (usage) => {
  expect(openPrices(undefined).costOf(use(usage), november)).toBeNull()
})

it('knows no price from before the first', () => {
  expect(openPrices(undefined).costOf(use(), new Date('2026-09-21T23:59:59Z'))).toBeNull()
  expect(openPrices(undefined).costOf(use(), new Date('2026-09-22T00:00:00Z'))).not.toBeNull()
})

it('takes the newest price that holds on the day', () => {
  const rows = [
    { ...mine, from: '2026-03-01', input: '5' },
    mine,
    { ...mine, from: '2027-01-01', input: '9' },
  ]
  const table = openPrices(fileWith({ prices: rows }))
  const costOn = (day: string) =>
    table.costOf(use({ ...mine, inputTokens: 1, outputTokens: 0 }), new Date(day))
  expect(['2025-12-31', '2026-02-28', '2026-03-01', '2027-01-01'].map(costOn)).toEqual([
    null,
    3_000_000n,
    5_000_000n,
    9_000_000n,
  ])
})

it('puts the prices of the file in the place of those that are shipped, and keeps the others', () => {
  const luna = { ...mine, provider: 'openai', model: 'gpt-6-luna', input: 1 }
  const table = openPrices(fileWith({ prices: [mine, luna] }))
  expect(table.costOf(use(), november)).toBe(1_600_000_000n)
  // Without prices of their own, what comes from the cache or goes there costs as much as what does not.
  expect(table.costOf(use({ cachedInputTokens: 1_000 }), november)).toBe(1_600_000_000n)
  expect(table.costOf(use({ cacheWriteTokens: 1_000 }), november)).toBe(1_600_000_000n)
  const haiku = use({ provider: 'anthropic', model: 'claude-haiku-5-5' })
  expect(table.costOf(haiku, november)).toBe(150_000_000n)
})

it('adds up a million small calls to the last digit', () => {
  const table = openPrices(undefined)
  const small = use({ inputTokens: 7, outputTokens: 3 })
  const one = table.costOf(small, november) ?? 0n
  expect(dollars(one * 1_000_000n)).toBe('$2.20')
})

it.each<[string, unknown, string]>([
  ['no JSON', '{', 'the whole of it is wrong'],
  ['no prices', {}, 'prices is wrong'],
  ['a negative price', { prices: [{ ...mine, input: '-1' }] }, 'prices.0.input is wrong: dollars'],
  ['too fine a price', { prices: [{ ...mine, input: 1e-7 }] }, 'prices.0.input is wrong: dollars'],
  ['no such day', { prices: [{ ...mine, from: '2026-02-31' }] }, 'prices.0.from is wrong: a day'],
  ['a field nobody reads', { prices: [{ ...mine, cached: 1 }] }, 'prices.0 is wrong'],
])('says what is wrong with a file that has %s', (_, content, sentence) => {
  const open = () => openPrices(fileWith(content))
  expect(open).toThrow(sentence)
  expect(open).toThrow(/^LLM_PRICES_FILE: /)
})

it('says so when there is no such file', () => {
  expect(() => openPrices('/no/such/file')).toThrow('LLM_PRICES_FILE names a file that cannot be')
})

it('lists the models that are used unless another is named, with the page and the day', async () => {
  const keys = [{ OPENAI_API_KEY: 'sk-0123456789' }, { ANTHROPIC_API_KEY: 'sk-0123456789' }]
  const targets = keys.flatMap((settings) => readChains(settings).of())
  expect(targets).toHaveLength(2)
  for (const { provider, model } of targets) {
    expect(openPrices(undefined).costOf(use({ provider, model }), november)).not.toBeNull()
  }
  for (const { source, readOn } of prices.prices) {
    expect(source).toMatch(/^https:/)
    expect(readOn).toMatch(/^2026-/)
  }
})
