import type { Brief, Reading } from '../../../core/project.ts'
import type { Evidence, Finding, Freshness, Question, Signal, Value } from '../../../core/types.ts'
import { unitsOf } from '../facts.ts'
import { judge } from '../recommendation/judge.ts'

/** Findings written by hand, near what the analysts make of the last days of 2017. For tests only. */
export interface Company {
  readonly symbol: string
  readonly currency: string | null
  readonly source: string
  readonly freshness: Freshness
  readonly prices: Values
  readonly indicators: Values
  readonly levels: Values
  readonly fundamentals: Values
  readonly sentiment: Values
  readonly scores: Readonly<Record<'technical' | 'fundamental' | 'sentiment', number>>
}

type Values = Readonly<Record<string, Value>>

export const apple: Company = {
  symbol: 'AAPL',
  currency: 'USD',
  source: 'csv:AAPL.csv',
  freshness: 'closed',
  prices: {
    close: 169.23,
    previousClose: 171.08,
    changePercent: -1.0813654,
    volume: 25643711,
    periodStart: '2016-12-30',
    periodStartClose: 115.82,
    periodChangePercent: 46.114661,
    periodHigh: 177.2,
    periodLow: 114.76,
    high52w: 177.2,
    low52w: 114.76,
    belowHigh52wPercent: 4.497742,
    aboveLow52wPercent: 47.464273,
    barCount: 755,
  },
  indicators: {
    sma20: 172.0085,
    sma50: 170.6724,
    sma200: 155.20145,
    macd: 0.4811,
    macdSignal: 0.9033,
    macdHistogram: -0.4222,
    adx14: 19.8341,
    plusDi14: 21.4,
    minusDi14: 20.1,
    rsi14: 48.2317,
    stochasticK: 22.71,
    atr14: 2.1377,
    atrPercent: 1.2632,
    bollingerUpper: 176.551,
    bollingerMiddle: 172.0085,
    bollingerLower: 167.466,
    volatilityPercent: 17.6148,
    maxDrawdownPercent: 9.0812,
    beta: 1.2714,
    marketStrengthPercent: 12.3581,
    obv: 1283450122,
    volumeRatio20: 0.9813,
    technicalScore: 0.2214,
    weeklyEnd: '2017-12-29',
    weeklyClose: 169.23,
    weeklySma10: 171.3319,
    weeklySma40: 156.7705,
    weeklyRsi14: 58.6143,
    monthlyEnd: '2017-12-29',
    monthlyClose: 169.23,
    monthlySma10: 155.4871,
    monthlyRsi14: 71.8824,
  },
  levels: {
    support1: 168.42,
    support2: 165.28,
    resistance1: 172.61,
    resistance2: 177.2,
    pivot: 169.9,
  },
  fundamentals: {
    marketCap: 868_880_000_000,
    revenue: 229_234_000_000,
    netIncome: 48_351_000_000,
    freeCashFlow: 51_147_000_000,
    earningsPerShare: 9.21,
    peTrailing: 18.3746,
    peForward: null,
    priceToBook: 6.4812,
    netMarginPercent: 21.0924,
    roePercent: 36.0712,
    revenueGrowthPercent: 6.2987,
    debtToEquity: 0.8632,
    currentRatio: 1.2761,
    altmanZ: 3.5521,
    fairValueLow: 148.2,
    fairValueHigh: 191.4,
    fiscalYearEnd: '2017-09-30',
    fundamentalScore: 0.4312,
  },
  sentiment: {
    headlineCount: 12,
    positiveCount: 5,
    negativeCount: 3,
    neutralCount: 4,
    newestHeadlineAt: '2017-12-28T14:05:00.000Z',
    sentimentScore: 0.1122,
    headline1: 'Apple apologises for [slowing] *older* iPhones, cuts battery price to $29',
    headline1Publisher: 'Example Wire',
    headline1At: '2017-12-28T14:05:00.000Z',
    headline1Url: null,
    headline2: 'Analysts lift targets before the holiday quarter',
    headline2Publisher: 'Daily <Ledger>',
    headline2At: '2017-12-27T09:00:00.000Z',
    headline2Url: 'https://news.example/apple-targets',
  },
  scores: { technical: 0.2214, fundamental: 0.4312, sentiment: 0.1122 },
}

export const tesla: Company = {
  ...apple,
  symbol: 'TSLA',
  source: 'csv:TSLA.csv',
  prices: {
    ...apple.prices,
    close: 311.35,
    previousClose: 315.36,
    changePercent: -1.271563,
    volume: 3777155,
    periodStartClose: 213.69,
    periodChangePercent: 45.702653,
    periodHigh: 389.61,
    periodLow: 210.82,
    high52w: 389.61,
    low52w: 210.82,
    belowHigh52wPercent: 20.0867,
  },
  indicators: {
    ...apple.indicators,
    sma50: 316.9262,
    sma200: 331.0142,
    macdHistogram: -1.3812,
    adx14: 27.4412,
    rsi14: 41.2218,
    volatilityPercent: 36.4417,
    maxDrawdownPercent: 22.8312,
    beta: 0.9811,
    marketStrengthPercent: -23.5714,
    volumeRatio20: 0.5512,
    technicalScore: -0.4512,
  },
  levels: {
    support1: 303.7,
    support2: 292.63,
    resistance1: 330.92,
    resistance2: 347.2,
    pivot: 312.7,
  },
  fundamentals: {
    ...apple.fundamentals,
    marketCap: 52_331_000_000,
    revenue: 11_758_751_000,
    netIncome: -1_961_400_000,
    freeCashFlow: -4_142_000_000,
    earningsPerShare: -11.83,
    peTrailing: null,
    priceToBook: 12.3512,
    netMarginPercent: -16.6803,
    roePercent: null,
    revenueGrowthPercent: 67.9812,
    debtToEquity: 2.4418,
    currentRatio: 0.8562,
    altmanZ: 1.4412,
    fairValueLow: null,
    fairValueHigh: null,
    fiscalYearEnd: '2017-12-31',
    fundamentalScore: -0.6122,
  },
  sentiment: {
    headlineCount: 3,
    positiveCount: 1,
    negativeCount: 1,
    neutralCount: 1,
    newestHeadlineAt: '2017-12-28T11:00:00.000Z',
    sentimentScore: 0.31,
  },
  scores: { technical: -0.4512, fundamental: -0.6122, sentiment: 0.31 },
}

const signals: readonly Signal[] = [
  { name: 'MACD', reading: 'MACD below its signal line', direction: -1, weight: 0.3 },
  {
    name: 'long-term trend',
    reading: 'price above its 200-day average',
    direction: 1,
    weight: 0.7,
  },
]

export function technical(company: Company): Finding {
  const { prices, indicators, levels, scores } = company
  return {
    ...finding(company, 'technical', scores.technical),
    signals,
    evidence: [
      evidenceOf(company, 'prices', prices),
      {
        ...evidenceOf(company, 'indicators', indicators),
        source: `computed from ${company.symbol}-prices`,
      },
      {
        ...evidenceOf(company, 'levels', levels),
        source: `computed from ${company.symbol}-prices`,
      },
    ],
  }
}

export function fundamental(company: Company): Finding {
  const evidence = [evidenceOf(company, 'fundamentals', company.fundamentals)]
  const { fundamental: score } = company.scores
  return { ...finding(company, 'fundamental', score), signals: accountSignals(score), evidence }
}

/** Two of the business and one of its price, which come to the score together. */
function accountSignals(score: number): readonly Signal[] {
  const direction = score < 0 ? -1 : 1
  return [
    { name: 'net margin', reading: 'a telling margin', direction, weight: 0.1 * Math.abs(score) },
    { name: 'debt', reading: 'a usual debt', direction: 0, weight: 0.1 - 0.1 * Math.abs(score) },
    { name: 'earnings multiple', reading: 'a usual multiple', direction: 0, weight: 0.01 },
  ]
}

export function sentiment(company: Company): Finding {
  const evidence = [evidenceOf(company, 'sentiment', company.sentiment)]
  return { ...finding(company, 'sentiment', company.scores.sentiment), evidence }
}

export function findings(company: Company): readonly Finding[] {
  return [technical(company), fundamental(company), sentiment(company)]
}

export function abstention(symbol: string, analyst: string, reason: string): Finding {
  return { analyst, symbol, score: null, abstained: reason, signals: [], evidence: [], notes: [] }
}

export function reading(intent: string, symbols: readonly string[]): Reading {
  return {
    confidence: 1,
    intent,
    symbols,
    period: null,
    analysts: ['technical', 'fundamental', 'sentiment'],
    answer: null,
    choices: [],
    aspect: null,
  }
}

export function aspectReading(aspect: string, symbols: readonly string[]): Reading {
  return { ...reading('aspect', symbols), aspect }
}

export const question: Question = {
  text: 'How does it look?',
  history: [],
  askedAt: new Date('2017-12-30T10:00:00Z'),
}

/** What the hub would hand the narrator: the verdicts are judged from the findings. */
export function brief(
  asked: Reading,
  found: readonly Finding[],
  other: Partial<Question> = {},
): Brief {
  return {
    question: { ...question, ...other },
    reading: asked,
    findings: found,
    verdicts: judge(asked, found),
  }
}

function finding({ symbol }: Company, analyst: string, score: number): Finding {
  return { analyst, symbol, score, abstained: null, signals: [], evidence: [], notes: [] }
}

function evidenceOf(company: Company, tool: string, values: Values): Evidence {
  return {
    id: `${company.symbol}-${tool}`,
    tool: `stocks.${tool}`,
    arguments: { symbol: company.symbol },
    source: company.source,
    asOf: '2017-12-29',
    fetchedAt: '2017-12-30T09:00:00.000Z',
    freshness: company.freshness,
    values,
    units: unitsOf(Object.keys(values), company.currency),
  }
}
