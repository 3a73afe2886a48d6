import { readFileSync } from 'node:fs'

import { z } from 'zod'

import { parseDollars, type Picodollars } from '../../core/money.ts'
import type { Usage } from '../../core/types.ts'
import shipped from './prices.json' with { type: 'json' }
import { unfit } from './settings.ts'

/** What models cost. */
export interface PriceTable {
  /** What that use of a model cost at that time; null when it has no price: its cost is unknown, not zero. */
  costOf(usage: PricedUsage, at: Date): Picodollars | null
}

export type PricedUsage = Omit<Usage, 'estimated'>

/** The prices that are shipped; where the file has any for a model, only those. */
export function openPrices(file: string | undefined): PriceTable {
  const own = file === undefined ? [] : readPrices(file)
  const isOwn = ({ provider, model }: Price) =>
    own.some((price) => price.provider === provider && price.model === model)
  return priceTable([...own, ...shippedPrices().filter((price) => !isOwn(price))])
}

function priceTable(prices: readonly Price[]): PriceTable {
  const newestFirst = prices.toSorted((a, b) => (a.from < b.from ? 1 : -1))
  return {
    costOf(usage, at) {
      const day = at.toISOString().slice(0, 10)
      const price = newestFirst.find(
        ({ provider, model, from }) =>
          provider === usage.provider && model === usage.model && from <= day,
      )
      return price ? cost(price, usage) : null
    },
  }
}

/** A long prompt has prices of its own, for all of the call. */
function cost({ long, ...price }: Price, usage: PricedUsage): Picodollars {
  const { inputTokens, outputTokens, cachedInputTokens = 0, cacheWriteTokens = 0 } = usage
  const rate = long && inputTokens > long.above ? long : price
  const fresh = Math.max(0, inputTokens - cachedInputTokens - cacheWriteTokens)
  return (
    BigInt(fresh) * rate.input +
    BigInt(cachedInputTokens) * rate.cachedInput +
    BigInt(cacheWriteTokens) * rate.cacheWrite +
    BigInt(outputTokens) * rate.output
  )
}

/** Of one token, from dollars for a million: six decimals of those are whole picodollars. */
const perToken = z.union([z.string(), z.number()]).transform((value, context) => {
  const amount = parseDollars(String(value))
  if (amount !== null && amount % million === 0n) return amount / million
  context.addIssue('dollars for a million tokens, such as "0.25", with six decimals at most')
  return z.NEVER
})
const million = 1_000_000n

const rates = {
  input: perToken,
  cachedInput: perToken.optional(),
  cacheWrite: perToken.optional(),
  output: perToken,
}

const price = z.strictObject({
  provider: z.string().min(1),
  model: z.string().min(1),
  /** The first day in UTC on which the price holds. */
  from: z.iso.date({ error: 'a day such as 2026-09-22' }),
  ...rates,
  long: z.strictObject({ above: z.int().positive(), ...rates }).optional(),
  source: z.string().optional(),
  readOn: z.iso.date().optional(),
})

const priceFile = z.strictObject({
  note: z.string().optional(),
  prices: z.array(price).transform((prices) => prices.map(complete)),
})

type Price = z.output<typeof priceFile>['prices'][number]

/** What a provider has no price of its own for, from its cache or into it, costs the same. */
function complete({ long, ...base }: z.output<typeof price>) {
  const withCache = <Rates extends z.output<z.ZodObject<typeof rates>>>(given: Rates) => ({
    ...given,
    cachedInput: given.cachedInput ?? given.input,
    cacheWrite: given.cacheWrite ?? given.input,
  })
  return { ...withCache(base), long: long && withCache(long) }
}

function shippedPrices(): readonly Price[] {
  return priceFile.parse(shipped).prices
}

function readPrices(file: string): readonly Price[] {
  const parsed = priceFile.safeParse(parse(read(file)))
  if (parsed.success) return parsed.data.prices
  const [issue] = parsed.error.issues
  const place = issue?.path.join('.') || 'the whole of it'
  throw unfit(`LLM_PRICES_FILE: in ${file}, ${place} is wrong: ${issue?.message}.`)
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw unfit(`LLM_PRICES_FILE names a file that cannot be read: ${reason}.`)
  }
}

/** What is no JSON is left for the schema to refuse. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
