import { randomUUID } from 'node:crypto'

import { AppError } from '../../core/errors.ts'
import type { AnalysisTask, Analyst } from '../../core/project.ts'
import type { Evidence, Finding } from '../../core/types.ts'
import { dayOf } from './data/day.ts'
import { isIndex } from './data/symbol.ts'
import { unitsOf } from './facts.ts'
import { worst } from './freshness.ts'
import { assumptions } from './fundamental/fair-value.ts'
import { taxRate } from './fundamental/profitability.ts'
import { type Ratios, reckon } from './fundamental/ratios.ts'
import { type SharePrice, sharePrice } from './fundamental/share-price.ts'
import { judgeAccounts } from './fundamental/signals.ts'
import { type Accounts, accountsOn } from './fundamental/years.ts'
import type { Disagreement, Fetched, Fundamentals, MarketData, Prices } from './types.ts'

/** Reads the yearly accounts of one company as they were public on the day, and sets them against its price. */
export function fundamentalAnalyst(data: Pick<MarketData, 'prices' | 'fundamentals'>): Analyst {
  return {
    name: 'fundamental',
    title: 'Reading the accounts',
    async analyse(task) {
      if (isIndex(task.symbol)) return abstain(task, 'an index has no accounts')
      const [fetched, prices] = await Promise.all([
        data.fundamentals.fetch(task),
        priceOrReason(data, task),
      ])
      return findingOf(task, fetched, prices)
    },
  }
}

/** Without a price the accounts still say most of what they say. */
async function priceOrReason(
  { prices }: Pick<MarketData, 'prices'>,
  task: AnalysisTask,
): Promise<Fetched<Prices> | AppError> {
  try {
    return await prices.fetch(task)
  } catch (error) {
    task.signal.throwIfAborted()
    return AppError.from(error)
  }
}

function findingOf(
  task: AnalysisTask,
  fetched: Fetched<Fundamentals>,
  prices: Fetched<Prices> | AppError,
): Finding {
  const today = dayOf(task.askedAt)
  const accounts = accountsOn(today, fetched.value)
  if (accounts === null) return abstain(task, `no accounts were public on ${today}`)
  const share = sharePrice(prices, fetched, accounts.recent)
  const { ratios, fairValueBasis } = reckon(accounts, fetched.value, share.price)
  const { signals, score } = judgeAccounts({
    ratios,
    price: share.price,
    sector: fetched.value.sector,
  })
  if (score === null) return abstain(task, 'the accounts say too little to judge by')
  const reading = { fetched, share, ratios, fairValueBasis, score, accounts }
  return {
    ...abstain(task, null),
    score,
    signals,
    evidence: [evidenceOf(task.symbol, reading)],
    notes: [
      ...fetched.notes,
      ...(share.note === null ? [] : [share.note]),
      ...(share.note === null && isTrailing(accounts) ? [trailingNote] : []),
    ],
  }
}

const trailingNote = 'Multiples stand on the twelve months to the last quarter that was filed.'

function isTrailing({ newest, recent }: Accounts): boolean {
  return newest !== recent
}

function abstain({ symbol }: AnalysisTask, abstained: string | null): Finding {
  const nothing = { score: null, signals: [], evidence: [], notes: [] }
  return { analyst: 'fundamental', symbol, abstained, ...nothing }
}

interface AccountsRead {
  readonly fetched: Fetched<Fundamentals>
  readonly share: SharePrice
  readonly ratios: Ratios
  readonly fairValueBasis: string | null
  readonly score: number
  readonly accounts: Accounts
}

/** It speaks of the day of the price where one was used, else of the day the accounts were filed. */
function evidenceOf(
  symbol: string,
  { fetched, share, ratios, fairValueBasis, score, accounts }: AccountsRead,
): Evidence {
  const year = accounts.newest
  const values = {
    ...(share.price === null ? {} : { close: share.price }),
    ...ratios,
    fairValueBasis,
    fiscalYearEnd: year.endedOn,
    ...(isTrailing(accounts) ? { trailingEnd: accounts.recent.endedOn } : {}),
    ...elsewhere(fetched.value.disagreements ?? []),
    fundamentalScore: score,
  }
  const inputs = share.fetched === null ? [fetched] : [fetched, share.fetched]
  return {
    id: randomUUID(),
    tool: 'stocks.fundamentals',
    arguments: { symbol, filedOn: year.filedOn, taxPercent: 100 * taxRate, ...assumptions },
    source: [...new Set(inputs.flatMap(({ source }) => source.split(', ')))].join(', '),
    asOf: share.fetched?.asOf ?? year.filedOn,
    fetchedAt: fetched.fetchedAt,
    freshness: worst(inputs.map(({ freshness }) => freshness)),
    values,
    units: unitsOf(Object.keys(values), fetched.value.currency),
  }
}

/** What another source has in the place of a figure that is shown: `revenueElsewhere`, and who says it. */
function elsewhere(disagreements: readonly Disagreement[]): Record<string, number | string> {
  const told = disagreements.flatMap(({ figure, other, source }) => [
    [`${figure}Elsewhere`, other] as const,
    ['elsewhere', source] as const,
  ])
  return Object.fromEntries(told)
}
