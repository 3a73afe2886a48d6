import { compare, historyOf, plain, type Scene, stock } from '../../scene.ts'

/** What more of the sentences of lot 12 are written from. Companies are real, their figures are made up. */
const nifty = stock('^NSEI', 'INR', '2025-12-12', {
  prices: {
    close: 26_046.95,
    changePercent: 0.5716,
    periodStart: '2024-12-12',
    periodChangePercent: 6.1024,
  },
  indicators: { rsi14: 57.92, sma200: 24_913.6, volatilityPercent: 11.8307 },
})

const sensex = stock('^BSESN', 'INR', '2025-12-12', {
  prices: {
    close: 85_267.66,
    changePercent: 0.5316,
    periodStart: '2024-12-12',
    periodChangePercent: 4.8917,
  },
  indicators: { rsi14: 56.41, sma200: 81_792.3, volatilityPercent: 12.0913 },
})

const footsie = stock('^FTSE', 'GBP', '2025-12-12', {
  prices: {
    close: 9649.03,
    changePercent: -0.5604,
    periodStart: '2024-12-12',
    periodChangePercent: 16.1528,
  },
  indicators: { rsi14: 48.36, sma200: 9017.42, volatilityPercent: 12.7716 },
})

const nikkei = stock('^N225', 'JPY', '2025-12-12', {
  prices: {
    close: 50_836.55,
    changePercent: 1.3712,
    periodStart: '2024-12-12',
    periodChangePercent: 27.4139,
  },
  indicators: { rsi14: 59.73, sma200: 42_268.9, volatilityPercent: 26.4408 },
})

const unileverThen = stock('HINDUNILVR.NS', 'INR', '2025-07-31', {
  prices: { close: 2521.2, changePercent: 3.4816 },
  indicators: { rsi14: 68.9, sma50: 2371.6, sma200: 2389.45 },
  fundamentals: { peTrailing: 55.5815, dividendYieldPercent: 2.1022, netIncome: 106_490_000_000 },
  sentiment: { headlineCount: 12, positiveCount: 8, negativeCount: 2, neutralCount: 2 },
  recommendation: { rating: 'buy', score: 0.1938, confidencePercent: 35, votes: 3, voters: 3 },
})

const unileverNow = stock('HINDUNILVR.NS', 'INR', '2025-10-31', {
  prices: {
    close: 2465.8,
    previousClose: 2482.1,
    changePercent: -0.6567,
    volume: 1_463_800,
    high52w: 2750,
    low52w: 2136,
  },
  indicators: { rsi14: 39.64, sma50: 2563.25, sma200: 2418.3, volatilityPercent: 18.2217 },
  fundamentals: {
    peTrailing: 53.4189,
    dividendYieldPercent: 2.1494,
    netIncome: 108_460_000_000,
    revenue: 641_380_000_000,
    netMarginPercent: 16.9104,
  },
  sentiment: { headlineCount: 10, positiveCount: 3, negativeCount: 5, neutralCount: 2 },
  recommendation: { rating: 'hold', score: -0.0429, confidencePercent: 23, votes: 3, voters: 3 },
})

const tobacco = stock('BATS.L', 'GBp', '2026-02-06', {
  prices: {
    close: 4512,
    previousClose: 4558,
    changePercent: -1.0092,
    volume: 3_918_600,
    periodStart: '2025-02-06',
    periodStartClose: 3241,
    periodChangePercent: 39.2163,
    high52w: 4621,
    low52w: 2978,
    belowHigh52wPercent: 2.3588,
    aboveLow52wPercent: 51.5111,
  },
  indicators: {
    sma50: 4287.4,
    sma200: 3986.15,
    rsi14: 66.72,
    atr14: 68.4,
    volatilityPercent: 19.0614,
    maxDrawdownPercent: 11.8206,
    beta: 0.2817,
    atrPercent: 1.516,
  },
  levels: { support1: 4405, resistance1: 4621 },
  recommendation: { rating: 'buy', score: 0.2412, confidencePercent: 40, votes: 3, voters: 3 },
})

const tobaccoAccounts = stock('BATS.L', 'GBP', '2026-02-06', {
  fundamentals: {
    marketCap: 98_270_000_000,
    revenue: 25_867_000_000,
    netIncome: 3_068_000_000,
    freeCashFlow: 7_901_000_000,
    earningsPerShare: 1.3647,
    dividendYieldPercent: 5.3236,
    operatingMarginPercent: 10.5811,
    revenueGrowthPercent: -5.1613,
    debtToEquity: 0.7426,
    interestCoverage: 5.9,
    freeCashFlowYieldPercent: 8.0401,
    currentRatio: 0.7612,
    peTrailing: 33.0622,
    netMarginPercent: 11.8607,
    fiscalYearEnd: '2024-12-31',
  },
})

export const moreScenes: Readonly<Record<string, Scene>> = {
  bourses: compare('overview', [nifty, sensex, footsie, nikkei]),
  hul: { ...compare('changes', [unileverNow]), history: historyOf('HINDUNILVR.NS', unileverThen) },
  bat: compare('analysis', [tobacco, tobaccoAccounts]),
  metro: plain('transit', 'Purple Line', '2026-03-15', {
    values: {
      riders: 7_435_000,
      onTimeFraction: 0.9784,
      averageFare: 31.4,
      fareRevenue: 233_459_000,
      trainsets: 57,
      stations: 37,
      breakdowns: 6,
      energyMwh: 4120,
      complaintsPercent: 0.37,
      peakHeadwayMinutes: 5,
      periodEnd: '2026-03-15',
    },
    units: {
      riders: 'count',
      onTimeFraction: 'fraction',
      averageFare: 'INR',
      fareRevenue: 'INR',
      trainsets: 'count',
      stations: 'count',
      breakdowns: 'count',
      energyMwh: 'count',
      complaintsPercent: 'percent',
      peakHeadwayMinutes: 'minutes',
    },
  }),
}
