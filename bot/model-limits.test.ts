import { expect, it } from 'vitest'

import { readConfig } from './config.ts'
import { readLimits } from './model-limits.ts'

it('reads limits in dollars and in tokens, for all and for one', () => {
  const text = 'user:day=2.00; organisation:slack:T024:month = 100;;project:stocks:day=5000 tokens;'
  expect(readLimits(text)).toEqual([
    { scope: 'user', subject: null, period: 'day', unit: 'dollars', most: 2_000_000_000_000n },
    {
      scope: 'organisation',
      subject: 'slack:T024',
      period: 'month',
      unit: 'dollars',
      most: 100_000_000_000_000n,
    },
    { scope: 'project', subject: 'stocks', period: 'day', unit: 'tokens', most: 5_000n },
  ])
})

it('has none where none is set', () => {
  expect(readConfig({}).modelLimits).toEqual([])
})

it.each([
  'usr:day=2',
  'user:week=2',
  'user:day',
  'user:day=two',
  'user:day=-2',
  'user:day=$2',
  'user:day=1.5 tokens',
  'user:day=2 euros',
  'user:day=2;user:day=3',
])('says which variable is wrong, and which part of it: %s', (text) => {
  const wrong = text.split(';').at(-1)
  expect(() => readConfig({ LLM_LIMITS: `organisation:month=100;${text}` })).toThrow(
    `Configuration: LLM_LIMITS wants limits such as user:day=2.00;organisation:month=100;user:day=50000 tokens, and "${wrong}" is none or is there twice.`,
  )
})
