import type { Limit } from '../../core/model-ledger.ts'
import type { ModelProvider } from '../../core/model.ts'
import type { Check } from '../../core/types.ts'
import type { PriceTable } from './prices.ts'

/** Says whether a model has a price, and what it may cost: limits in dollars do not bind one without. */
export function checkCost(
  { isAvailable, name: provider, model }: ModelProvider,
  prices: PriceTable,
  limits: readonly Limit[],
): Check {
  if (!isAvailable) return { ...line, state: 'off', detail: 'no language model, no cost' }
  const nothing = { provider, model, inputTokens: 0, outputTokens: 0 }
  const isPriced = prices.costOf(nothing, new Date()) !== null
  const binding = limits.filter(({ unit }) => isPriced || unit === 'tokens')
  const price = `${provider} ${model} has ${isPriced ? 'a price' : 'no price'}`
  const bound = `${binding.length} of ${limits.length} limits in LLM_LIMITS bind it`
  const detail = limits.length === 0 ? `${price}; LLM_LIMITS sets no limit` : `${price}; ${bound}`
  if (binding.length === limits.length) return { ...line, state: 'ok', detail }
  return { ...line, state: 'warning', detail, fix }
}

const line = { name: 'cost' }

const fix =
  'Name a file with its price in LLM_PRICES_FILE, or set a limit in tokens: user:day=50000 tokens.'
