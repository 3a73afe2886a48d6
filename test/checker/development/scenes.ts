import {
  apple as appleCompany,
  tesla as teslaCompany,
} from '../../../agents/stocks/narrator/fixtures.ts'
import { compare, historyOf, plain, type Scene, stock } from '../scene.ts'

type Company = typeof appleCompany

const apple = companyOf(appleCompany, { rating: 'hold', score: 0.26, confidencePercent: 47 })
const tesla = companyOf(teslaCompany, { rating: 'sell', score: -0.34, confidencePercent: 52 })

function companyOf(company: Company, judged: Readonly<Record<string, number | string>>) {
  const { prices, indicators, levels, fundamentals, sentiment } = company
  const recommendation = { ...judged, votes: 3, voters: 3 }
  return stock(company.symbol, 'USD', '2017-12-29', {
    prices,
    indicators,
    levels,
    fundamentals,
    sentiment,
    recommendation,
  })
}

const reliance = stock('RELIANCE.NS', 'INR', '2025-11-28', {
  prices: {
    close: 1567.5,
    previousClose: 1563.4,
    changePercent: 0.2622,
    volume: 11_584_310,
    periodStart: '2024-11-28',
    periodChangePercent: 23.3089,
    high52w: 1581.3,
    low52w: 1114.85,
  },
  indicators: { rsi14: 73.06, sma50: 1455.18, sma200: 1373.94, macdHistogram: 4.118 },
  fundamentals: {
    marketCap: 21_212_000_000_000,
    revenue: 9_646_930_000_000,
    netIncome: 696_480_000_000,
    peTrailing: 25.5381,
    dividendYieldPercent: 0.3509,
    netMarginPercent: 7.2197,
    debtToEquity: 0.3564,
    fiscalYearEnd: '2025-03-31',
  },
})

const sp500 = stock('^GSPC', 'USD', '2026-03-13', {
  prices: { close: 6_632.19, changePercent: -0.6061, periodChangePercent: 18.1402 },
  indicators: { rsi14: 36.9, sma200: 6_604.25, volatilityPercent: 14.72 },
})
const nasdaq = stock('^IXIC', 'USD', '2026-03-13', {
  prices: { close: 22_105.36, changePercent: -0.9287, periodChangePercent: 24.5511 },
  indicators: { rsi14: 34.2, sma200: 22_296.4, volatilityPercent: 19.88 },
})
const dow = stock('^DJI', 'USD', '2026-03-13', {
  prices: { close: 46_558.47, changePercent: -0.2554, periodChangePercent: 12.3907 },
  indicators: { rsi14: 33.7, sma200: 46_871.2, volatilityPercent: 12.05 },
})

const microsoftThen = stock('MSFT', 'USD', '2025-07-03', {
  prices: { close: 498.84, changePercent: 1.5801 },
  indicators: { rsi14: 76.8, sma200: 424.06, volatilityPercent: 25.1 },
  fundamentals: { peTrailing: 38.55 },
  sentiment: { headlineCount: 9, positiveCount: 6, negativeCount: 1 },
  recommendation: { rating: 'buy', score: 0.33, confidencePercent: 55, votes: 3, voters: 3 },
})
const microsoftNow = stock('MSFT', 'USD', '2025-08-08', {
  prices: { close: 522.04, changePercent: 0.2304 },
  indicators: { rsi14: 62.3, sma200: 436.81, volatilityPercent: 24.4 },
  fundamentals: { peTrailing: 38.27 },
  sentiment: { headlineCount: 11, positiveCount: 5, negativeCount: 3 },
  recommendation: { rating: 'hold', score: 0.12, confidencePercent: 29, votes: 3, voters: 3 },
})

const sapThen = stock('SAP.DE', 'EUR', '2025-02-14', {
  prices: { close: 277.85, changePercent: 0.3612 },
  indicators: { rsi14: 68.17, sma50: 252.4 },
  fundamentals: { peTrailing: 103.7, revenue: 31_207_000_000 },
})
const sapNow = stock('SAP.DE', 'EUR', '2025-10-24', {
  prices: {
    close: 235.65,
    changePercent: -1.2984,
    periodChangePercent: 9.8413,
    periodStart: '2024-10-24',
  },
  indicators: { rsi14: 47.52, sma50: 232.18, beta: 0.9043 },
  fundamentals: {
    peTrailing: 38.94,
    revenue: 34_176_000_000,
    operatingMarginPercent: 13.6514,
    fiscalYearEnd: '2024-12-31',
  },
})

export const scenes: Readonly<Record<string, Scene>> = {
  apple: compare('analysis', [apple]),
  two: compare('comparison', [apple, tesla]),
  reliance: compare('analysis', [reliance]),
  america: compare('overview', [sp500, nasdaq, dow]),
  msft: { ...compare('changes', [microsoftNow]), history: historyOf('MSFT', microsoftThen) },
  sap: { ...compare('analysis', [sapNow]), history: historyOf('SAP.DE', sapThen) },
  clinic: plain('clinic', 'Ward 4', '2026-05-04', {
    values: {
      patients: 312,
      occupancyFraction: 0.8741,
      averageStayDays: 5.6,
      costPerStay: 8_410.5,
      readmissionPercent: 6.35,
      nurses: 47,
      nursesPerShift: 11,
      waitingMinutes: 38,
    },
    units: {
      patients: 'count',
      occupancyFraction: 'fraction',
      averageStayDays: 'days',
      costPerStay: 'CHF',
      readmissionPercent: 'percent',
      nurses: 'count',
      nursesPerShift: 'count',
      waitingMinutes: 'minutes',
    },
  }),
}
