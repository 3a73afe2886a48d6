import { compare, historyOf, plain, type Scene, stock } from '../scene.ts'

/** What these sentences are written from. Companies are real, their figures are made up. */
const nvidia = stock('NVDA', 'USD', '2026-02-27', {
  prices: {
    close: 184.86,
    previousClose: 188.11,
    changePercent: -1.7277,
    volume: 171_204_331,
    periodStart: '2025-02-27',
    periodStartClose: 120.15,
    periodChangePercent: 53.8577,
    high52w: 212.19,
    low52w: 86.62,
    belowHigh52wPercent: 12.88,
    aboveLow52wPercent: 113.4149,
    barCount: 1255,
  },
  indicators: {
    sma20: 187.42,
    sma50: 185.973,
    sma200: 164.3184,
    macd: -0.8127,
    macdSignal: 0.2114,
    macdHistogram: -1.0241,
    adx14: 17.93,
    rsi14: 46.3812,
    stochasticK: 31.07,
    roc12: -2.3117,
    williamsR14: -68.93,
    atr14: 5.8923,
    atrPercent: 3.1874,
    bollingerUpper: 198.77,
    bollingerLower: 176.07,
    volatilityPercent: 38.2204,
    maxDrawdownPercent: 36.8841,
    beta: 1.9127,
    volumeRatio20: 1.1308,
  },
  levels: { support1: 180.91, support2: 170.94, resistance1: 193.63, pivot: 186.2 },
  fundamentals: {
    marketCap: 4_498_300_000_000,
    revenue: 187_142_000_000,
    netIncome: 104_310_000_000,
    freeCashFlow: 89_644_000_000,
    earningsPerShare: 4.2638,
    peTrailing: 43.3557,
    peForward: 24.8819,
    priceToBook: 37.81,
    priceToSales: 24.04,
    evToEbitda: 38.6612,
    peg: 0.71,
    dividendYieldPercent: 0.0216,
    grossMarginPercent: 71.0613,
    operatingMarginPercent: 60.1218,
    netMarginPercent: 55.7384,
    roePercent: 101.4822,
    revenueGrowthPercent: 65.4711,
    earningsGrowthPercent: 58.1274,
    currentRatio: 3.9013,
    debtToEquity: 0.0684,
    interestCoverage: 412.7,
    piotroski: 6,
    fairValueLow: 92.4,
    fairValueHigh: 171.85,
    fiscalYearEnd: '2026-01-25',
  },
  sentiment: {
    headlineCount: 14,
    positiveCount: 8,
    negativeCount: 4,
    neutralCount: 2,
    newestHeadlineAt: '2026-02-26T21:40:00.000Z',
    sentimentScore: 0.2718,
    headline1: 'Nvidia tops estimates as data-center sales hit $51 billion',
    headline1Publisher: 'Example Wire',
  },
  recommendation: { rating: 'hold', score: 0.1204, confidencePercent: 41, votes: 3, voters: 3 },
})

const ford = stock('F', 'USD', '2025-06-30', {
  prices: {
    close: 10.85,
    previousClose: 10.72,
    changePercent: 1.2127,
    periodStart: '2024-06-28',
    periodStartClose: 12.54,
    periodChangePercent: -13.4769,
    high52w: 14.21,
    low52w: 8.61,
  },
  indicators: { rsi14: 58.9, sma200: 10.0473, volatilityPercent: 35.6102, beta: 1.4408 },
  levels: { support1: 10.41, resistance1: 11.12 },
  fundamentals: {
    marketCap: 43_120_000_000,
    revenue: 184_992_000_000,
    netIncome: 5_879_000_000,
    peTrailing: 7.3351,
    dividendYieldPercent: 5.5307,
    netMarginPercent: 3.1779,
    revenueGrowthPercent: 4.9977,
    debtToEquity: 3.5416,
    fiscalYearEnd: '2024-12-31',
  },
  recommendation: { rating: 'hold', score: -0.0419, confidencePercent: 22, votes: 2, voters: 3 },
})

const generalMotors = stock('GM', 'USD', '2025-06-30', {
  prices: {
    close: 49.21,
    previousClose: 49.87,
    changePercent: -1.3234,
    periodStart: '2024-06-28',
    periodStartClose: 46.46,
    periodChangePercent: 5.9191,
    high52w: 60.2,
    low52w: 41.6,
  },
  indicators: { rsi14: 49.4, sma200: 48.8816, volatilityPercent: 40.1977, beta: 1.3305 },
  levels: { support1: 47.83, resistance1: 50.55 },
  fundamentals: {
    marketCap: 47_320_000_000,
    revenue: 187_442_000_000,
    netIncome: 6_008_000_000,
    peTrailing: 7.1804,
    dividendYieldPercent: 1.2193,
    netMarginPercent: 3.2053,
    revenueGrowthPercent: 9.0842,
    debtToEquity: 2.0632,
    fiscalYearEnd: '2024-12-31',
  },
  recommendation: { rating: 'buy', score: 0.2133, confidencePercent: 37, votes: 2, voters: 3 },
})

const infosys = stock('INFY.NS', 'INR', '2025-09-30', {
  prices: {
    close: 1441.7,
    previousClose: 1450.15,
    changePercent: -0.5827,
    volume: 7_128_456,
    periodStart: '2025-03-28',
    periodChangePercent: -8.2067,
    high52w: 2006.45,
    low52w: 1307,
  },
  indicators: { rsi14: 38.72, sma50: 1489.33, sma200: 1628.9, volatilityPercent: 24.8 },
  fundamentals: {
    marketCap: 5_989_700_000_000,
    revenue: 1_629_900_000_000,
    netIncome: 267_130_000_000,
    earningsPerShare: 64.34,
    peTrailing: 22.4075,
    netMarginPercent: 16.3893,
    dividendYieldPercent: 2.9825,
    fiscalYearEnd: '2025-03-31',
  },
})

const dax = stock('^GDAXI', 'EUR', '2026-01-16', {
  prices: { close: 25_297.13, changePercent: -0.2191, periodChangePercent: 22.4713 },
  indicators: { rsi14: 69.31, sma200: 23_911.4, volatilityPercent: 16.4 },
})

const ftse = stock('^FTSE', 'GBP', '2026-01-16', {
  prices: { close: 10_235.29, changePercent: 0.0391, periodChangePercent: 21.8802 },
  indicators: { rsi14: 71.85, sma200: 9_214.77, volatilityPercent: 11.9 },
})

const amazonThen = stock('AMZN', 'USD', '2025-10-30', {
  prices: { close: 222.86, changePercent: -3.2306 },
  indicators: { rsi14: 51.2, sma200: 214.07 },
  fundamentals: { peTrailing: 33.97 },
  recommendation: { rating: 'hold', score: 0.09, confidencePercent: 31, votes: 3, voters: 3 },
})

const amazonNow = stock('AMZN', 'USD', '2025-11-14', {
  prices: { close: 234.69, changePercent: -1.2166 },
  indicators: { rsi14: 55.83, sma200: 216.42 },
  fundamentals: { peTrailing: 33.15 },
  recommendation: { rating: 'buy', score: 0.31, confidencePercent: 46, votes: 3, voters: 3 },
})

const netflixThen = stock('NFLX', 'USD', '2025-05-16', {
  prices: { close: 1191.53, changePercent: 1.1908 },
  indicators: { rsi14: 72.4, sma50: 1021.35 },
  fundamentals: { peTrailing: 56.31, revenue: 40_173_000_000 },
})

const netflixNow = stock('NFLX', 'USD', '2025-08-15', {
  prices: { close: 1238.95, changePercent: 0.7072, volume: 1_966_817 },
  indicators: { rsi14: 57.66, sma50: 1224.82, volatilityPercent: 30.3 },
  fundamentals: { peTrailing: 52.79, revenue: 41_692_000_000, netMarginPercent: 24.5791 },
})

export const scenes: Readonly<Record<string, Scene>> = {
  nvda: compare('analysis', [nvidia]),
  cars: compare('comparison', [ford, generalMotors]),
  infy: compare('analysis', [infosys]),
  europe: compare('overview', [dax, ftse]),
  amzn: { ...compare('changes', [amazonNow]), history: historyOf('AMZN', amazonThen) },
  nflx: { ...compare('analysis', [netflixNow]), history: historyOf('NFLX', netflixThen) },
  parcels: plain('parcels', 'Leipzig', '2025-12-08', {
    values: {
      parcels: 18_420,
      onTimeFraction: 0.9312,
      medianDeliveryDays: 2.4,
      costPerParcel: 4.37,
      refundsPercent: 0.82,
      couriers: 143,
      weekEnd: '2025-12-07',
    },
    units: {
      parcels: 'count',
      onTimeFraction: 'fraction',
      medianDeliveryDays: 'days',
      costPerParcel: 'EUR',
      refundsPercent: 'percent',
      couriers: 'count',
    },
  }),
}
