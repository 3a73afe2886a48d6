import { z } from 'zod'

import { AppError } from '../../../core/errors.ts'
import type { Fetched, FiscalYear, Fundamentals, Source, SourceRequest } from '../types.ts'
import { type Day, dayOf, daysBetween } from './day.ts'
import type { CallEdgar } from './edgar/client.ts'
import { filedBy } from './edgar/filed.ts'
import { sectorOf } from './edgar/sectors.ts'
import {
  type CompanyFacts,
  companyFactsShape,
  conceptShape,
  submissionsShape,
  tickersShape,
} from './edgar/shapes.ts'
import { withoutOldShares, withoutShares } from './edgar/splits.ts'
import { trailingYear, yearsOf } from './edgar/years.ts'
import { translate } from './outbound/errors.ts'
import { unknownSymbol } from './symbol.ts'

export interface EdgarDeps {
  readonly call: CallEdgar
  /** The SEC's number of a company by the symbol of its shares; null where the list at hand does not have it. */
  readonly cikOf: (symbol: string) => number | null
}

/** The accounts that companies filed with the SEC, each figure as it was public on the day of the question. */
export function edgarFundamentals({ call, cikOf }: EdgarDeps): Source<Fundamentals> {
  const published = publishedCiks(call)

  async function fetch(request: SourceRequest): Promise<Fetched<Fundamentals>> {
    const { symbol, signal } = request
    if (!isAmerican(symbol)) throw unknownSymbol(symbol, 'sec')
    const cik = cikOf(symbol) ?? (await published(symbol, signal))
    if (cik === null) throw unknownSymbol(symbol, 'sec')
    const id = `CIK${String(cik).padStart(10, '0')}`
    const [facts, sector] = await Promise.all([
      factsOf(call, `https://data.sec.gov/api/xbrl/companyfacts/${id}.json`, request),
      sectorOrReason(call, `https://data.sec.gov/submissions/${id}.json`, signal),
    ])
    try {
      return present(request, facts, sector)
    } catch (error) {
      // What we read of so many concepts is looked into here alone.
      throw error instanceof z.ZodError ? translate(error, signal) : error
    }
  }

  return { name: 'sec', fetch }
}

/** `BRK.B` and `AAPL`, and nothing with the ending of an exchange abroad, of an index or of a currency. */
function isAmerican(symbol: string): boolean {
  return /^[A-Z]{1,5}([.-][A-Z]{1,2})?$/i.test(symbol) && !/\.[A-Z]{2}$|\.[D-Z]$/i.test(symbol)
}

async function factsOf(
  call: CallEdgar,
  url: string,
  { symbol, signal }: SourceRequest,
): Promise<CompanyFacts> {
  try {
    return await call(url, companyFactsShape, signal)
  } catch (error) {
    const known = AppError.from(error)
    throw known.code === 'not_found' ? withoutAccounts(symbol) : known
  }
}

/** The accounts stand without it: what failed is told, not thrown. */
async function sectorOrReason(
  call: CallEdgar,
  url: string,
  signal: AbortSignal,
): Promise<string | null | AppError> {
  try {
    return sectorOf((await call(url, submissionsShape, signal)).sic)
  } catch (error) {
    return AppError.from(error)
  }
}

function present(
  { symbol, askedAt }: SourceRequest,
  facts: CompanyFacts,
  sector: string | null | AppError,
): Fetched<Fundamentals> {
  const today = dayOf(askedAt)
  const filed = filedBy(today, facts)
  const all = filed === null ? [] : yearsOf(filed)
  const { years, isCut } = withoutOldShares(all, outstandingOn(today, facts))
  const [newest, ...older] = isReceipt(facts, today) ? years.map(withoutShares) : years
  const [latest] = all
  if (filed === null || newest === undefined || latest === undefined) throw withoutAccounts(symbol)
  const trailing = trailingOf(trailingYear(filed, latest), latest)
  return {
    value: {
      symbol,
      currency: filed.currency,
      sector: sector instanceof AppError ? null : sector,
      forwardEarningsPerShare: null,
      years: [newest, ...older],
      trailing,
    },
    source: 'sec',
    asOf: trailing?.filedOn ?? newest.filedOn,
    fetchedAt: new Date().toISOString(),
    freshness: daysBetween(newest.endedOn, today) <= oldDays ? 'closed' : 'stale',
    notes: [
      ...(sector instanceof AppError ? [`sec: no industry (${sector.message})`] : []),
      ...(isCut ? ['sec: figures per share from before a jump in their number left out'] : []),
      ...(isReceipt(facts, today)
        ? ['sec: figures per share left out, for receipts are traded']
        : []),
    ],
  }
}

/** A year and the time its successor takes to be filed. */
const oldDays = 365 + 120

/** Earnings of a share before a split and after it are not to be added up. */
function trailingOf(trailing: FiscalYear | null, year: FiscalYear): FiscalYear | null {
  if (trailing === null) return null
  const { isCut } = withoutOldShares([year], trailing.shares)
  return isCut ? { ...trailing, earningsPerShare: null, dividendsPerShare: null } : trailing
}

const coverPage = 'EntityCommonStockSharesOutstanding'

/** The number of shares on the newest cover page; null where a company has several kinds, and so no one number. */
function outstandingOn(today: Day, { facts: { dei } }: CompanyFacts): number | null {
  if (!Object.hasOwn(dei, coverPage)) return null
  const filed = conceptShape.parse(dei[coverPage]).units['shares'] ?? []
  const known = filed.filter((fact) => fact.filed <= today)
  return known.toSorted((one, other) => (one.end > other.end ? -1 : 1))[0]?.val ?? null
}

/**
 * Most foreign companies trade in New York as receipts for a number of shares that no filing of figures says, so that
 * nothing per share can be set against the price of one.
 */
function isReceipt({ facts }: CompanyFacts, today: Day): boolean {
  const concepts = [facts['us-gaap']['Assets'], facts['ifrs-full']['Assets']]
  const units = concepts.flatMap((concept) =>
    concept === undefined ? [] : Object.values(conceptShape.parse(concept).units),
  )
  const known = units.flat().filter(({ filed }) => filed <= today)
  const newest = known.toSorted((one, other) => (one.filed > other.filed ? -1 : 1))[0]
  return newest !== undefined && /^(20-F|6-K)/.test(newest.form)
}

function withoutAccounts(symbol: string): AppError {
  const said = `${symbol} has no accounts at the SEC.`
  return new AppError('not_found', `sec has no accounts of ${symbol}`, { said })
}

const dayMs = 86_400_000

/** The whole list, fetched once a day at most and only for a symbol that the list at hand does not have. */
function publishedCiks(call: CallEdgar) {
  let known: ReadonlyMap<string, number> = new Map()
  let fetchedAt = 0
  return async (symbol: string, signal: AbortSignal): Promise<number | null> => {
    if (Date.now() - fetchedAt > dayMs) {
      const url = 'https://www.sec.gov/files/company_tickers_exchange.json'
      const { data } = await call(url, tickersShape, signal)
      known = new Map(data.map(([cik, , ticker]) => [ticker, cik]))
      fetchedAt = Date.now()
    }
    return known.get(symbol.toUpperCase().replace('.', '-')) ?? null
  }
}
