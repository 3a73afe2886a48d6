import { AppError } from '../../../../core/errors.ts'
import type { Fetched, FiscalYear, Fundamentals, Source, SourceRequest } from '../../types.ts'
import { addDays, type Day, dayMs, dayOf, daysBetween } from '../day.ts'
import { isIndex, unknownSymbol } from '../symbol.ts'
import type { CallYahoo } from './client.ts'
import { wholeCurrency } from './closed-bars.ts'
import { type Accounts, accountsShape, type Profile, profileShape } from './shapes.ts'
import { pathOf } from './spelling.ts'

const years = 7

/** Yearly accounts, with the company's sector and the forecast where the profile can be had. */
export function yahooFundamentals(call: CallYahoo): Source<Fundamentals> {
  async function fetch(request: SourceRequest): Promise<Fetched<Fundamentals>> {
    if (isIndex(request.symbol)) throw withoutAccounts(request.symbol, 'INDEX')
    const [accounts, profile] = await Promise.all([
      gatherAccounts(call, request),
      gatherProfile(call, request),
    ])
    return present(request, accounts, profile)
  }
  return { name: 'yahoo', fetch }
}

async function gatherAccounts(
  call: CallYahoo,
  request: SourceRequest,
): Promise<readonly Accounts[]> {
  const period1 = new Date(request.askedAt.getTime() - years * 366 * dayMs)
  const query = { period1, type: 'annual', module: 'all' }
  return call(request, async (library, options) =>
    accountsShape.parse(
      await library.fundamentalsTimeSeries(pathOf(request.symbol), query, options),
    ),
  )
}

/** The accounts stand without it: what failed is told, not thrown. */
async function gatherProfile(call: CallYahoo, request: SourceRequest): Promise<Profile | AppError> {
  try {
    return await call(request, async (library, options) =>
      profileShape.parse(await library.quoteSummary(pathOf(request.symbol), { modules }, options)),
    )
  } catch (error) {
    return AppError.from(error)
  }
}

const modules: ('assetProfile' | 'defaultKeyStatistics' | 'financialData' | 'quoteType')[] = [
  'assetProfile',
  'defaultKeyStatistics',
  'financialData',
  'quoteType',
]

function present(
  { symbol, askedAt }: SourceRequest,
  accounts: readonly Accounts[],
  profile: Profile | AppError,
): Fetched<Fundamentals> {
  const today = dayOf(askedAt)
  const { currency, sector, forward, kind, notes } = profileOf(profile)
  const filed = accounts.map(fiscalYear).filter(({ filedOn }) => filedOn <= today)
  const [newest, ...older] = filed.toSorted((one, other) => (one.endedOn > other.endedOn ? -1 : 1))
  if (newest === undefined) throw withoutAccounts(symbol, kind)
  return {
    value: {
      symbol,
      currency,
      sector,
      forwardEarningsPerShare: forward,
      years: [newest, ...older],
    },
    source: 'yahoo',
    asOf: newest.filedOn,
    fetchedAt: new Date().toISOString(),
    freshness: daysBetween(newest.endedOn, today) <= oldDays ? 'closed' : 'stale',
    notes,
  }
}

/** A year and the time its successor takes to be filed. */
const oldDays = 365 + 120

/** How long after its end a year is taken to be public: Yahoo does not say when it was filed. */
const filingDays = 90

function fiscalYear(year: Accounts): FiscalYear {
  const endedOn = dayOf(year.date)
  return {
    endedOn,
    filedOn: filingDay(endedOn),
    revenue: year.totalRevenue,
    grossProfit: year.grossProfit,
    operatingIncome: year.operatingIncome,
    netIncome: year.netIncome,
    earningsPerShare: year.dilutedEPS,
    interestExpense: year.interestExpense,
    operatingCashFlow: year.operatingCashFlow,
    capitalExpenditure: positive(year.capitalExpenditure),
    assets: year.totalAssets,
    currentAssets: year.currentAssets,
    liabilities: year.totalLiabilitiesNetMinorityInterest,
    currentLiabilities: year.currentLiabilities,
    equity: year.stockholdersEquity,
    retainedEarnings: year.retainedEarnings,
    cash: year.cashCashEquivalentsAndShortTermInvestments ?? year.cashAndCashEquivalents,
    longTermDebt: year.longTermDebt,
    totalDebt: year.totalDebt,
    depreciation: year.reconciledDepreciation,
    shares: year.dilutedAverageShares,
    dividendsPerShare: year.dividendPerShare ?? perShare(year),
  }
}

/** What Yahoo shows today is public today, so the assumed delay never hides what is there to see. */
function filingDay(endedOn: Day): Day {
  const assumed = addDays(endedOn, filingDays)
  const today = dayOf(new Date())
  return assumed < today ? assumed : today
}

function positive(spent: number | null): number | null {
  return spent === null ? null : Math.abs(spent)
}

function perShare({ cashDividendsPaid, dilutedAverageShares }: Accounts): number | null {
  if (cashDividendsPaid === null || dilutedAverageShares === null) return null
  return Math.abs(cashDividendsPaid) / dilutedAverageShares
}

function profileOf(profile: Profile | AppError) {
  if (profile instanceof AppError) {
    const notes = [`yahoo: no company profile (${profile.message})`]
    return { currency: null, sector: null, forward: null, kind: null, notes }
  }
  return {
    currency: wholeCurrency(profile.financialData?.financialCurrency ?? null),
    sector: profile.assetProfile?.sector ?? null,
    forward: profile.defaultKeyStatistics?.forwardEps ?? null,
    kind: profile.quoteType?.quoteType ?? null,
    notes: [],
  }
}

/** The accounts of a symbol that has none, or that nobody uses. */
function withoutAccounts(symbol: string, kind: string | null): AppError {
  const what = kinds[kind ?? '']
  if (what === undefined) return unknownSymbol(symbol, 'yahoo')
  const said = `${symbol} is ${what}: it has no accounts.`
  return new AppError('not_found', `${symbol} is ${what}`, { said })
}

const kinds: Readonly<Record<string, string>> = {
  INDEX: 'an index',
  ETF: 'a fund',
  MUTUALFUND: 'a fund',
  CURRENCY: 'a currency',
  CRYPTOCURRENCY: 'a currency',
  FUTURE: 'a future',
}
