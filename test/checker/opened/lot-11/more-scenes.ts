import { compare, historyOf, plain, type Scene, stock } from '../../scene.ts'

/** What more of the sentences of lot 11 are written from. Companies are real, their figures are made up. */
const salesforceThen = stock('CRM', 'USD', '2025-09-05', {
  prices: { close: 250.66, changePercent: 2.7421 },
  indicators: { rsi14: 54.8, sma50: 252.37, sma200: 285.9 },
  fundamentals: { peTrailing: 36.4332, netMarginPercent: 16.8709, revenue: 39_502_000_000 },
  sentiment: { headlineCount: 15, positiveCount: 5, negativeCount: 6, neutralCount: 4 },
  recommendation: { rating: 'hold', score: -0.0312, confidencePercent: 21, votes: 3, voters: 3 },
})

const salesforceNow = stock('CRM', 'USD', '2025-12-05', {
  prices: {
    close: 260.57,
    previousClose: 247.46,
    changePercent: 5.2978,
    volume: 16_482_900,
    high52w: 369,
    low52w: 221.96,
  },
  indicators: { rsi14: 67.35, sma50: 243.08, sma200: 258.14, volatilityPercent: 34.6208 },
  fundamentals: {
    peTrailing: 34.7427,
    netMarginPercent: 17.9114,
    revenue: 40_317_000_000,
    dividendYieldPercent: 0.6294,
  },
  sentiment: { headlineCount: 20, positiveCount: 13, negativeCount: 3, neutralCount: 4 },
  recommendation: { rating: 'buy', score: 0.2586, confidencePercent: 43, votes: 3, voters: 3 },
})

const walmart = stock('WMT', 'USD', '2025-11-21', {
  prices: {
    close: 105.32,
    changePercent: -1.8362,
    periodStart: '2024-11-21',
    periodChangePercent: 18.2207,
  },
  indicators: { rsi14: 55.12, volatilityPercent: 24.3104 },
  fundamentals: { peTrailing: 40.3612, dividendYieldPercent: 0.8926, netMarginPercent: 2.8514 },
  recommendation: { rating: 'hold', score: 0.1309, confidencePercent: 30, votes: 3, voters: 3 },
})

const target = stock('TGT', 'USD', '2025-11-21', {
  prices: {
    close: 83.91,
    changePercent: -0.4627,
    periodStart: '2024-11-21',
    periodChangePercent: -31.2044,
  },
  indicators: { rsi14: 38.47, volatilityPercent: 39.1826 },
  fundamentals: { peTrailing: 10.1907, dividendYieldPercent: 5.4346, netMarginPercent: 3.5816 },
  recommendation: { rating: 'hold', score: -0.1122, confidencePercent: 27, votes: 3, voters: 3 },
})

const homeDepot = stock('HD', 'USD', '2025-11-21', {
  prices: {
    close: 343.32,
    changePercent: 1.4715,
    periodStart: '2024-11-21',
    periodChangePercent: -15.6381,
  },
  indicators: { rsi14: 31.06, volatilityPercent: 21.7745 },
  fundamentals: { peTrailing: 23.4023, dividendYieldPercent: 2.6797, netMarginPercent: 8.8641 },
  recommendation: { rating: 'sell', score: -0.2415, confidencePercent: 39, votes: 3, voters: 3 },
})

const costcoShop = stock('COST', 'USD', '2025-11-21', {
  prices: {
    close: 899,
    changePercent: 0.7318,
    periodStart: '2024-11-21',
    periodChangePercent: -5.4136,
  },
  indicators: { rsi14: 41.93, volatilityPercent: 19.4381 },
  fundamentals: { peTrailing: 49.4499, dividendYieldPercent: 0.5784, netMarginPercent: 2.9426 },
  recommendation: { rating: 'buy', score: 0.1762, confidencePercent: 34, votes: 3, voters: 3 },
})

const shopRanking = stock('list', 'USD', '2025-11-21', {
  ranking: { candidateCount: 27, rankedCount: 22 },
})

const callRecord = stock('calls', 'USD', '2026-06-30', {
  record: {
    callCount: 214,
    demoCallCount: 19,
    firstCalledOn: '2025-09-08',
    scoredCount20: 86,
    hitCount20: 49,
    hitRate20Percent: 56.9767,
    excess20Percent: 0.8413,
    holdCount20: 71,
    scoredCount60: 41,
    hitCount60: 22,
    hitRate60Percent: 53.6585,
    excess60Percent: -0.3726,
    holdCount60: 38,
  },
})

export const moreScenes: Readonly<Record<string, Scene>> = {
  crm: { ...compare('changes', [salesforceNow]), history: historyOf('CRM', salesforceThen) },
  shops: compare('ranking', [costcoShop, walmart, target, homeDepot, shopRanking]),
  calls: compare('track_record', [callRecord]),
  helpdesk: plain('support', 'Tier 1', '2026-05-29', {
    values: {
      tickets: 2846,
      resolvedFraction: 0.9157,
      medianFirstReplyMinutes: 14,
      averageHandlingHours: 3.4,
      escalations: 212,
      satisfactionPercent: 88.3,
      agents: 24,
      costPerTicket: 6.85,
      reopenedPercent: 4.2,
      weekEnd: '2026-05-29',
    },
    units: {
      tickets: 'count',
      resolvedFraction: 'fraction',
      medianFirstReplyMinutes: 'minutes',
      averageHandlingHours: 'hours',
      escalations: 'count',
      satisfactionPercent: 'percent',
      agents: 'count',
      costPerTicket: 'USD',
      reopenedPercent: 'percent',
    },
  }),
}
