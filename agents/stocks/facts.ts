/**
 * The catalogue of facts: every number that the stocks project may put into evidence, by the name it has there.
 * Analysts fill it, the narrator and the router read it: one name, one unit, one way to write it.
 */
export type Unit =
  | 'price' // in the symbol's currency
  | 'money' // large amounts in the symbol's currency
  | 'percent' // 12.3 means 12.3 %
  | 'ratio' // 17.2 means 17.2×
  | 'points' // an index without a unit: RSI, MACD, a score
  | 'shares'
  | 'count'
  | 'date'

export interface Fact {
  /** How it is written in a sentence. */
  readonly label: string
  readonly unit: Unit
  /** Decimals a person is shown. */
  readonly digits: number
}

const price = (label: string): Fact => ({ label, unit: 'price', digits: 2 })
const money = (label: string): Fact => ({ label, unit: 'money', digits: 2 })
const percent = (label: string): Fact => ({ label, unit: 'percent', digits: 1 })
const ratio = (label: string): Fact => ({ label, unit: 'ratio', digits: 2 })
const points = (label: string, digits = 1): Fact => ({ label, unit: 'points', digits })
const shares = (label: string): Fact => ({ label, unit: 'shares', digits: 0 })
const count = (label: string): Fact => ({ label, unit: 'count', digits: 0 })
const date = (label: string): Fact => ({ label, unit: 'date', digits: 0 })

/** Tool `stocks.prices`: the last closed bar and the window the question asked about. */
export const priceFacts = {
  close: price('closing price'),
  previousClose: price('previous close'),
  changePercent: percent('change on the day'),
  volume: shares('volume'),
  periodStart: date('start of the period'),
  periodStartClose: price('close at the start of the period'),
  periodChangePercent: percent('change over the period'),
  periodHigh: price('high of the period'),
  periodLow: price('low of the period'),
  high52w: price('52-week high'),
  low52w: price('52-week low'),
  belowHigh52wPercent: percent('distance below the 52-week high'),
  aboveLow52wPercent: percent('distance above the 52-week low'),
  barCount: count('trading days of history'),
} satisfies Record<string, Fact>

/** Tool `stocks.quote`: the last trade of a day that is not closed. */
export const quoteFacts = {
  lastPrice: price('last price'),
  lastPriceChangePercent: percent('change since the last close'),
} satisfies Record<string, Fact>

/** Tool `stocks.indicators`: the last closed week and month. */
export const frameFacts = {
  weeklyEnd: date('last trading day of the last closed week'),
  weeklyClose: price('last weekly close'),
  weeklySma10: price('10-week average'),
  weeklySma40: price('40-week average'),
  weeklyRsi14: points('weekly RSI 14'),
  monthlyEnd: date('last trading day of the last closed month'),
  monthlyClose: price('last monthly close'),
  monthlySma10: price('10-month average'),
  monthlyRsi14: points('monthly RSI 14'),
} satisfies Record<string, Fact>

/** Tool `stocks.indicators`. */
export const indicatorFacts = {
  sma20: price('20-day average'),
  sma50: price('50-day average'),
  sma200: price('200-day average'),
  ema12: price('12-day exponential average'),
  ema26: price('26-day exponential average'),
  macd: points('MACD', 2),
  macdSignal: points('MACD signal line', 2),
  macdHistogram: points('MACD histogram', 2),
  adx14: points('ADX 14'),
  plusDi14: points('+DI 14'),
  minusDi14: points('−DI 14'),
  slope20: points('20-day slope a day', 3),
  rsi14: points('RSI 14'),
  stochasticK: points('stochastic %K'),
  stochasticD: points('stochastic %D'),
  roc12: percent('12-day rate of change'),
  williamsR14: points('Williams %R'),
  cci20: points('CCI 20'),
  mfi14: points('MFI 14'),
  atr14: price('ATR 14'),
  atrPercent: percent('ATR as a share of the price'),
  bollingerUpper: price('upper Bollinger band'),
  bollingerMiddle: price('middle Bollinger band'),
  bollingerLower: price('lower Bollinger band'),
  volatilityPercent: percent('annualised volatility'),
  maxDrawdownPercent: percent('largest drawdown within a year'),
  beta: ratio('beta'),
  marketStrengthPercent: percent('lead over its index in six months'),
  obv: shares('on-balance volume'),
  volumeRatio20: ratio('volume against its 20-day average'),
  cmf20: points('Chaikin money flow', 3),
  technicalScore: points('technical score', 2),
  ...frameFacts,
} satisfies Record<string, Fact>

/** Tool `stocks.levels`. */
export const levelFacts = {
  support1: price('nearest support'),
  support2: price('next support'),
  resistance1: price('nearest resistance'),
  resistance2: price('next resistance'),
  pivot: price('pivot'),
} satisfies Record<string, Fact>

/** Tool `stocks.fundamentals`. */
export const fundamentalFacts = {
  marketCap: money('market value'),
  revenue: money('revenue'),
  netIncome: money('net income'),
  freeCashFlow: money('free cash flow'),
  earningsPerShare: price('earnings per share'),
  peTrailing: ratio('P/E'),
  peForward: ratio('forward P/E'),
  priceToBook: ratio('P/B'),
  priceToSales: ratio('P/S'),
  evToEbitda: ratio('EV/EBITDA'),
  peg: ratio('PEG'),
  dividendYieldPercent: percent('dividend yield'),
  freeCashFlowYieldPercent: percent('free-cash-flow yield'),
  grossMarginPercent: percent('gross margin'),
  operatingMarginPercent: percent('operating margin'),
  netMarginPercent: percent('net margin'),
  roePercent: percent('return on equity'),
  roaPercent: percent('return on assets'),
  roicPercent: percent('return on invested capital'),
  revenueGrowthPercent: percent('revenue growth'),
  revenueGrowth3yPercent: percent('revenue growth a year over three years'),
  earningsGrowthPercent: percent('earnings growth'),
  earningsGrowth3yPercent: percent('earnings growth a year over three years'),
  freeCashFlowGrowthPercent: percent('free-cash-flow growth'),
  freeCashFlowGrowth3yPercent: percent('free-cash-flow growth a year over three years'),
  currentRatio: ratio('current ratio'),
  debtToEquity: ratio('debt to equity'),
  interestCoverage: ratio('interest coverage'),
  piotroski: count('Piotroski F-score'),
  altmanZ: points('Altman Z', 2),
  fairValueLow: price('low end of the valuation range'),
  fairValueHigh: price('high end of the valuation range'),
  fiscalYearEnd: date('end of the fiscal year'),
  fundamentalScore: points('fundamental score', 2),
} satisfies Record<string, Fact>

/** Tools `stocks.witness` and `stocks.fundamentals`, where quarters were filed since the year and where sources disagree. */
const witnessFacts = {
  closeElsewhere: price('closing price by another source'),
  trailingEnd: date('end of the trailing twelve months'),
  revenueElsewhere: money('revenue by another source'),
  netIncomeElsewhere: money('net income by another source'),
  earningsPerShareElsewhere: price('earnings per share by another source'),
} satisfies Record<string, Fact>

/** Tool `stocks.sentiment`. */
export const sentimentFacts = {
  headlineCount: count('headlines read'),
  positiveCount: count('positive headlines'),
  negativeCount: count('negative headlines'),
  neutralCount: count('neutral headlines'),
  newestHeadlineAt: date('newest headline'),
  sentimentScore: points('sentiment score', 2),
} satisfies Record<string, Fact>

/** Tool `stocks.recommendation`. */
export const recommendationFacts = {
  score: points('overall score', 2),
  confidencePercent: { label: 'confidence', unit: 'percent', digits: 0 },
  votes: count('analysts that voted'),
  voters: count('analysts asked'),
} satisfies Record<string, Fact>

/** Tool `stocks.record`: what became of the ratings that were given. */
export const recordFacts = {
  callCount: count('calls made'),
  demoCallCount: count('calls on demo data'),
  firstCalledOn: date('first call'),
  scoredCount20: count('buys and sells scored after 20 trading days'),
  hitCount20: count('hits after 20 trading days'),
  hitRate20Percent: percent('hit rate after 20 trading days'),
  excess20Percent: percent('average excess return after 20 trading days'),
  holdCount20: count('holds after 20 trading days'),
  scoredCount60: count('buys and sells scored after 60 trading days'),
  hitCount60: count('hits after 60 trading days'),
  hitRate60Percent: percent('hit rate after 60 trading days'),
  excess60Percent: percent('average excess return after 60 trading days'),
  holdCount60: count('holds after 60 trading days'),
} satisfies Record<string, Fact>

/** Tool `stocks.call`: the last rating that was given of a symbol; its text is `callRating`. */
export const callFacts = {
  callPrice: price('price at the last call'),
  callConfidencePercent: { label: 'confidence of the last call', unit: 'percent', digits: 0 },
  callScore: points('score of the last call', 2),
} satisfies Record<string, Fact>

/** Tool `stocks.ranking`: how much of a list could be ranked. */
export const rankingFacts = {
  candidateCount: count('symbols on the list'),
  rankedCount: count('symbols ranked'),
} satisfies Record<string, Fact>

export const facts: Readonly<Record<string, Fact>> = {
  ...priceFacts,
  ...quoteFacts,
  ...indicatorFacts,
  ...levelFacts,
  ...fundamentalFacts,
  ...witnessFacts,
  ...sentimentFacts,
  ...recommendationFacts,
  ...recordFacts,
  ...callFacts,
  ...rankingFacts,
}

/** The units of some values, as evidence keeps them: price and money become the currency. */
export function unitsOf(names: readonly string[], currency: string | null): Record<string, string> {
  const known = names.flatMap((name) => {
    const unit = facts[name]?.unit
    if (unit === undefined) return []
    return [[name, unit === 'price' || unit === 'money' ? (currency ?? 'currency') : unit]]
  })
  return Object.fromEntries(known)
}
