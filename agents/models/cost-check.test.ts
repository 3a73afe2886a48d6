import { expect, it } from 'vitest'

import type { Limit } from '../../core/model-ledger.ts'
import { checkCost } from './cost-check.ts'
import { offlineModel } from './offline.ts'
import { openPrices } from './prices.ts'
import { scriptedModel } from './scripted.ts'

const dollars: Limit = { scope: 'user', subject: null, period: 'day', unit: 'dollars', most: 1n }
const tokens: Limit = { ...dollars, unit: 'tokens' }
const luna = { ...scriptedModel([]), name: 'openai', model: 'gpt-6-luna' }
const check = (model = scriptedModel([]), ...limits: Limit[]) =>
  checkCost(model, openPrices(undefined), limits)

it('warns of a model that limits in dollars do not bind, and says what to do', () => {
  expect(check(undefined, dollars, tokens)).toMatchObject({
    state: 'warning',
    detail: 'scripted script has no price; 1 of 2 limits in LLM_LIMITS bind it',
    fix: expect.stringContaining('LLM_PRICES_FILE'),
  })
})

it('has nothing against a model with a price, one whose tokens are limited, and no model', () => {
  expect(check(luna, dollars, tokens)).toMatchObject({
    state: 'ok',
    detail: 'openai gpt-6-luna has a price; 2 of 2 limits in LLM_LIMITS bind it',
  })
  expect(check(undefined, tokens).state).toBe('ok')
  expect(check(undefined)).toMatchObject({
    state: 'ok',
    detail: 'scripted script has no price; LLM_LIMITS sets no limit',
  })
  expect(checkCost(offlineModel(), openPrices(undefined), [dollars]).state).toBe('off')
})
