/** The opening in New York on 2 June 2025, in seconds. */
export const mondayS = Date.parse('2025-06-02T13:30:00Z') / 1000
const dayS = 86_400
export const hourS = 3600

/** Five sessions in New York, Monday to Friday; the last one open from 13:30 to 20:00 UTC. */
export const chart = {
  meta: {
    currency: 'USD',
    symbol: 'AAPL',
    instrumentType: 'EQUITY',
    longName: 'Apple Inc.',
    gmtoffset: -4 * hourS,
    currentTradingPeriod: {
      regular: {
        start: mondayS + 4 * dayS,
        end: mondayS + 4 * dayS + 6.5 * hourS,
        gmtoffset: -4 * hourS,
      },
    },
  },
  timestamp: [0, 1, 2, 3, 4].map((day) => mondayS + day * dayS),
  indicators: {
    quote: [
      {
        open: [200, 201, null, 203, 204],
        high: [202, 203, null, 205, 206],
        low: [199, 200, null, 202, 203],
        close: [201.7, 202.5, null, 204.25, 205],
        volume: [1000, 1100, null, 1300, 1400],
      },
    ],
  },
}

export const apple = {
  chart,
  accounts: {
    TotalRevenue: { '2023-09-30': 383_285e6, '2024-09-30': 391_035e6 },
    NetIncome: { '2024-09-30': 93_736e6 },
    CapitalExpenditure: { '2024-09-30': -9_447e6 },
    OperatingCashFlow: { '2024-09-30': 118_254e6 },
    DilutedAverageShares: { '2024-09-30': 15_408_095_000 },
    CashDividendsPaid: { '2024-09-30': -15_234e6 },
    DilutedEPS: { '2024-09-30': 6.08 },
  },
  profile: {
    assetProfile: { sector: 'Technology' },
    defaultKeyStatistics: { forwardEps: 8.3 },
    financialData: { financialCurrency: 'USD' },
  },
  news: [
    story('Apple profit rose', '2025-06-05T10:00:00Z', ['AAPL']),
    story('Bananas are yellow', '2025-06-05T11:00:00Z', ['DOLE']),
    story('Apple opens a store', '2025-06-06T09:00:00Z', ['AAPL', 'MSFT']),
    story('Apple in the future', '2025-06-30T09:00:00Z', ['AAPL']),
  ],
}

function story(title: string, at: string, relatedTickers: readonly string[]) {
  const providerPublishTime = Date.parse(at) / 1000
  return {
    uuid: title,
    title,
    publisher: 'Reuters',
    link: 'https://x.test/',
    providerPublishTime,
    relatedTickers,
  }
}
