import { expect, it } from 'vitest'

import { memoryCache } from '../../core/memory-cache.ts'
import type { ModelProvider } from '../../core/model.ts'
import type { Question, Turn } from '../../core/types.ts'
import { stocksProject } from './project.ts'

const offline: ModelProvider = {
  name: 'offline',
  model: '',
  isAvailable: false,
  async *stream() {},
}

const cache = memoryCache({ metrics: { cacheAsked: () => {} } })
const project = stocksProject.create({
  model: offline,
  settings: { MARKET_DATA: 'demo' },
  cache,
})
const signal = new AbortController().signal

it.each(stocksProject.examples)('takes its own example "$text"', async ({ text }) => {
  const question: Question = { text, history: [], askedAt: new Date('2026-03-04T12:00:00Z') }
  expect((await project.understand(question, signal)).confidence).toBeGreaterThanOrEqual(0.5)
})

async function answer(text: string, history: readonly Turn[] = []) {
  const question: Question = { text, history, askedAt: new Date('2026-03-04T12:00:00Z') }
  const reading = await project.understand(question, signal)
  const asked = project.analysts.filter(({ name }) => reading.analysts.includes(name))
  const { period, aspect } = reading
  const tasks = reading.symbols.flatMap((symbol) =>
    asked.map((analyst) =>
      analyst.analyse({ symbol, period, aspect, askedAt: question.askedAt, signal }),
    ),
  )
  const findings = await Promise.all(tasks)
  const verdicts = project.judge(reading, findings)
  return {
    reading,
    findings,
    verdicts,
    text: project.narrate({ question, reading, findings, verdicts }),
  }
}

it('answers a question about a symbol from question to reply', async () => {
  const { reading, verdicts, text } = await answer('How does AAPL look?')
  expect(reading).toMatchObject({ intent: 'analysis', symbols: ['AAPL'] })
  expect(verdicts.map(({ symbol }) => symbol)).toEqual(['AAPL'])
  expect(text).toMatch(/^\*\*Demo data: synthetic, not real prices\.\*\*\n\n## AAPL: /)
  expect(text).toMatch(/\*\*The chart .*\*\*The business .*\*\*The news /s)
})

it('answers one aspect with its number and without a rating', async () => {
  const { verdicts, findings, text } = await answer('RSI of TSLA')
  expect(verdicts).toEqual([])
  const evidence = findings.flatMap((finding) => finding.evidence)
  const rsi = evidence.find(({ values }) => 'rsi14' in values)?.values['rsi14']
  expect(text).toContain(`**${Number(rsi).toFixed(1)}**`)
})

it('compares symbols in one table', async () => {
  const { text } = await answer('compare AAPL and MSFT')
  expect(text).toMatch(/\| AAPL \|.*\n\| MSFT \|/)
})

it('answers at once what needs no analyst', async () => {
  const { findings, text } = await answer('what is a P/E ratio?')
  expect(findings).toEqual([])
  expect(text).toContain('P/E')
})

it('says what the doctor should know of its sources', async () => {
  const checks = await project.check?.(signal)
  expect(checks?.map(({ name, state }) => [name, state])).toEqual([['market data: demo', 'ok']])
})

it('names analysts that the router knows', () => {
  expect(project.analysts.map(({ name }) => name)).toEqual([
    'technical',
    'fundamental',
    'sentiment',
  ])
})

it('refuses settings that are wrong with the name of the variable', () => {
  expect(() =>
    stocksProject.create({ model: offline, settings: { MARKET_DATA: 'paper' }, cache }),
  ).toThrow(/MARKET_DATA/)
})
