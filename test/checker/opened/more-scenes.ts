import { compare, historyOf, plain, type Scene, stock } from '../scene.ts'

/** What the sentences of the second lot are written from. Companies are real, their figures are made up. */
const meta = stock('META', 'USD', '2025-12-19', {
  prices: {
    close: 658.77,
    previousClose: 664.45,
    changePercent: -0.8548,
    volume: 49_977_100,
    periodStart: '2024-12-19',
    periodStartClose: 595.57,
    periodChangePercent: 10.6117,
    high52w: 796.25,
    low52w: 479.8,
    belowHigh52wPercent: 17.2659,
    aboveLow52wPercent: 37.301,
    barCount: 3418,
  },
  indicators: {
    sma20: 645.12,
    sma50: 660.4,
    sma200: 676.31,
    macd: 3.1471,
    macdSignal: 2.0913,
    macdHistogram: 1.0558,
    adx14: 22.4,
    rsi14: 54.27,
    stochasticK: 68.4,
    cci20: 61.5,
    mfi14: 57.9,
    atr14: 13.4182,
    atrPercent: 2.0369,
    bollingerUpper: 675.9,
    bollingerLower: 614.34,
    volatilityPercent: 33.0518,
    maxDrawdownPercent: 34.1506,
    beta: 1.3124,
    volumeRatio20: 2.8417,
  },
  levels: { support1: 644.23, support2: 638.61, resistance1: 676.1, resistance2: 711.0 },
  fundamentals: {
    marketCap: 1_660_600_000_000,
    revenue: 164_501_000_000,
    netIncome: 62_360_000_000,
    freeCashFlow: 54_072_000_000,
    earningsPerShare: 23.86,
    peTrailing: 27.6098,
    peForward: 22.2104,
    priceToBook: 8.5511,
    evToEbitda: 16.7302,
    dividendYieldPercent: 0.3188,
    grossMarginPercent: 81.6728,
    operatingMarginPercent: 42.1791,
    netMarginPercent: 37.9086,
    roePercent: 34.1439,
    revenueGrowthPercent: 21.9437,
    earningsGrowthPercent: 59.4985,
    freeCashFlowGrowthPercent: 23.2918,
    currentRatio: 2.9782,
    debtToEquity: 0.2688,
    interestCoverage: 98.3,
    piotroski: 7,
    altmanZ: 11.94,
    fairValueLow: 488.1,
    fairValueHigh: 742.6,
    fiscalYearEnd: '2024-12-31',
  },
  sentiment: {
    headlineCount: 17,
    positiveCount: 6,
    negativeCount: 7,
    neutralCount: 4,
    newestHeadlineAt: '2025-12-19T15:02:00.000Z',
    sentimentScore: -0.0931,
    headline1: 'Meta said to cut metaverse budget by up to 30%',
    headline1Publisher: 'Daily Ledger',
  },
  recommendation: { rating: 'buy', score: 0.2874, confidencePercent: 44, votes: 3, voters: 3 },
})

const coke = stock('KO', 'USD', '2026-01-30', {
  prices: {
    close: 74.81,
    previousClose: 73.64,
    changePercent: 1.5888,
    periodStart: '2025-01-30',
    periodStartClose: 62.87,
    periodChangePercent: 18.9916,
    high52w: 75.4,
    low52w: 61.38,
  },
  indicators: {
    rsi14: 70.62,
    sma50: 70.48,
    sma200: 69.73,
    volatilityPercent: 15.2314,
    beta: 0.3871,
  },
  levels: { support1: 73.55 },
  fundamentals: {
    marketCap: 321_800_000_000,
    revenue: 47_061_000_000,
    netIncome: 10_631_000_000,
    peTrailing: 30.2874,
    dividendYieldPercent: 2.7269,
    netMarginPercent: 22.5898,
    revenueGrowthPercent: 2.8577,
    debtToEquity: 1.7961,
    fiscalYearEnd: '2024-12-31',
  },
  recommendation: { rating: 'hold', score: 0.1102, confidencePercent: 33, votes: 3, voters: 3 },
})

const pepsi = stock('PEP', 'USD', '2026-01-30', {
  prices: {
    close: 153.62,
    previousClose: 152.2,
    changePercent: 0.933,
    periodStart: '2025-01-30',
    periodStartClose: 151.14,
    periodChangePercent: 1.6409,
    high52w: 160.15,
    low52w: 127.6,
  },
  indicators: {
    rsi14: 63.18,
    sma50: 146.93,
    sma200: 141.55,
    volatilityPercent: 21.7741,
    beta: 0.4419,
  },
  levels: { support1: 148.37 },
  fundamentals: {
    marketCap: 210_300_000_000,
    revenue: 91_854_000_000,
    netIncome: 9_578_000_000,
    peTrailing: 22.0115,
    dividendYieldPercent: 3.6714,
    netMarginPercent: 10.4274,
    revenueGrowthPercent: 0.4187,
    debtToEquity: 2.4971,
    fiscalYearEnd: '2024-12-28',
  },
  recommendation: { rating: 'buy', score: 0.1937, confidencePercent: 39, votes: 3, voters: 3 },
})

const toyota = stock('7203.T', 'JPY', '2025-08-29', {
  prices: {
    close: 2853.5,
    previousClose: 2880.5,
    changePercent: -0.9373,
    volume: 24_310_800,
    periodChangePercent: 4.2838,
    periodStart: '2024-08-30',
    high52w: 3050,
    low52w: 2226.5,
  },
  indicators: { rsi14: 58.03, sma200: 2687.41, volatilityPercent: 31.6 },
  fundamentals: {
    marketCap: 45_070_000_000_000,
    revenue: 48_036_700_000_000,
    netIncome: 4_765_090_000_000,
    peTrailing: 7.9412,
    dividendYieldPercent: 3.1541,
    netMarginPercent: 9.9197,
    fiscalYearEnd: '2025-03-31',
  },
})

const bank = stock('HDFCBANK.NS', 'INR', '2025-10-17', {
  prices: {
    close: 1002.55,
    changePercent: 0.8146,
    volume: 14_230_118,
    periodStart: '2024-10-17',
    periodChangePercent: 18.8417,
    high52w: 1018.85,
  },
  indicators: { rsi14: 66.4, sma50: 975.1 },
  fundamentals: {
    marketCap: 15_398_000_000_000,
    netIncome: 707_920_000_000,
    priceToBook: 2.8117,
    dividendYieldPercent: 1.0972,
    fiscalYearEnd: '2025-03-31',
  },
})

const amdThen = stock('AMD', 'USD', '2025-09-05', {
  prices: { close: 151.14, changePercent: -6.5833 },
  indicators: { rsi14: 38.24, volatilityPercent: 52.8 },
  fundamentals: { peTrailing: 86.87 },
  sentiment: { headlineCount: 10, positiveCount: 3, negativeCount: 6 },
  recommendation: { rating: 'sell', score: -0.21, confidencePercent: 35, votes: 3, voters: 3 },
})

const amdNow = stock('AMD', 'USD', '2025-10-10', {
  prices: { close: 214.9, changePercent: -7.7183 },
  indicators: { rsi14: 67.91, volatilityPercent: 61.7 },
  fundamentals: { peTrailing: 123.51 },
  sentiment: { headlineCount: 16, positiveCount: 12, negativeCount: 2 },
  recommendation: { rating: 'hold', score: 0.14, confidencePercent: 27, votes: 3, voters: 3 },
})

const disneyThen = stock('DIS', 'USD', '2025-03-07', {
  prices: { close: 105.57, changePercent: 0.2944 },
  indicators: { rsi14: 37.55, sma200: 100.84 },
  fundamentals: { peTrailing: 34.39, netIncome: 5_574_000_000 },
})

const disneyNow = stock('DIS', 'USD', '2025-12-05', {
  prices: { close: 105.3, changePercent: -0.5572, periodStart: '2024-12-05' },
  indicators: { rsi14: 45.09, sma200: 109.92 },
  fundamentals: { peTrailing: 15.3501, netIncome: 12_404_000_000, fiscalYearEnd: '2025-09-27' },
})

export const moreScenes: Readonly<Record<string, Scene>> = {
  meta: compare('analysis', [meta]),
  cola: compare('comparison', [coke, pepsi]),
  toyota: compare('analysis', [toyota]),
  bank: compare('analysis', [bank]),
  amd: { ...compare('changes', [amdNow]), history: historyOf('AMD', amdThen) },
  dis: { ...compare('analysis', [disneyNow]), history: historyOf('DIS', disneyThen) },
  water: plain('water', 'Edersee', '2026-06-15', {
    values: {
      levelMetres: 238.72,
      fillFraction: 0.6431,
      inflow: 7.4,
      rainfallPercent: -18.5,
      visitors: 41_250,
      ticketPrice: 6.5,
      warningDays: 9,
    },
    units: {
      levelMetres: 'metres',
      fillFraction: 'fraction',
      rainfallPercent: 'percent',
      visitors: 'count',
      ticketPrice: 'EUR',
      warningDays: 'days',
    },
  }),
}
