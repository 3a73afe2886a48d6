/**
 * What a person can ask about instead of the whole picture: one entry an aspect, named after its fact
 * where it is a single one. The router finds them by `aspect-phrases.ts`, the narrator writes their facts.
 */
export interface Aspect {
  /** How it is written in a sentence: `the RSI of TSLA`. */
  readonly label: string
  /** The one analyst that knows. */
  readonly analyst: AnalystName
  /** Names out of facts.ts: what was asked for comes first, the rest puts it into context. */
  readonly facts: readonly string[]
}

export type AnalystName = 'technical' | 'fundamental' | 'sentiment'

export const analystNames: readonly AnalystName[] = ['technical', 'fundamental', 'sentiment']

const technical = of('technical')
const fundamental = of('fundamental')
const sentiment = of('sentiment')

export const aspects: Readonly<Record<string, Aspect>> = {
  /* The price and where it has been. */
  price: technical('price', 'close changePercent previousClose periodChangePercent'),
  performance: technical(
    'performance',
    'periodChangePercent periodStart periodStartClose close periodHigh periodLow',
  ),
  range: technical(
    'trading range',
    'high52w low52w belowHigh52wPercent aboveLow52wPercent periodHigh periodLow close',
  ),
  volume: technical('trading volume', 'volume volumeRatio20 obv cmf20'),

  /* Trend. */
  technicals: technical(
    'technical picture',
    'technicalScore close sma50 sma200 rsi14 macdHistogram adx14',
  ),
  trend: technical(
    'trend',
    'close sma20 sma50 sma200 macdHistogram adx14 plusDi14 minusDi14 slope20',
  ),
  averages: technical('moving averages', 'sma20 sma50 sma200 ema12 ema26 close'),
  sma20: technical('20-day average', 'sma20 close sma50'),
  sma50: technical('50-day average', 'sma50 close sma200'),
  sma200: technical('200-day average', 'sma200 close sma50'),
  macd: technical('MACD', 'macd macdSignal macdHistogram'),
  adx14: technical('ADX', 'adx14 plusDi14 minusDi14'),

  /* Momentum. */
  momentum: technical('momentum', 'rsi14 stochasticK stochasticD roc12 williamsR14 cci20 mfi14'),
  rsi14: technical('RSI', 'rsi14'),
  stochastic: technical('stochastic oscillator', 'stochasticK stochasticD'),
  roc12: technical('rate of change', 'roc12'),
  williamsR14: technical('Williams %R', 'williamsR14'),
  cci20: technical('CCI', 'cci20'),
  mfi14: technical('money flow index', 'mfi14'),

  /* Weeks and months. */
  weekly: technical('weekly bars', 'weeklyClose weeklySma10 weeklySma40 weeklyRsi14'),
  weeklyRsi14: technical('weekly RSI', 'weeklyRsi14'),
  monthly: technical('monthly bars', 'monthlyClose monthlySma10 monthlyRsi14'),
  monthlyRsi14: technical('monthly RSI', 'monthlyRsi14'),

  /* Risk. */
  risk: technical('risk', 'volatilityPercent maxDrawdownPercent beta atrPercent'),
  volatilityPercent: technical('volatility', 'volatilityPercent atrPercent maxDrawdownPercent'),
  atr14: technical('average true range', 'atr14 atrPercent'),
  bollinger: technical('Bollinger bands', 'bollingerUpper bollingerMiddle bollingerLower close'),
  maxDrawdownPercent: technical('largest drawdown', 'maxDrawdownPercent'),
  beta: technical('beta', 'beta'),
  marketStrengthPercent: technical('strength against the market', 'marketStrengthPercent beta'),

  /* Volume. */
  obv: technical('on-balance volume', 'obv'),
  cmf20: technical('Chaikin money flow', 'cmf20'),

  /* Levels. */
  levels: technical(
    'support and resistance',
    'support1 support2 resistance1 resistance2 pivot close',
  ),

  /* Valuation. */
  fundamentals: fundamental(
    'fundamentals',
    'fundamentalScore peTrailing revenueGrowthPercent netMarginPercent roePercent debtToEquity',
  ),
  valuation: fundamental(
    'valuation',
    'peTrailing peForward priceToBook priceToSales evToEbitda peg fairValueLow fairValueHigh',
  ),
  fairValue: fundamental('valuation range', 'fairValueLow fairValueHigh peTrailing'),
  peTrailing: fundamental('P/E', 'peTrailing peForward earningsPerShare'),
  peForward: fundamental('forward P/E', 'peForward peTrailing'),
  priceToBook: fundamental('P/B', 'priceToBook'),
  priceToSales: fundamental('P/S', 'priceToSales'),
  evToEbitda: fundamental('EV/EBITDA', 'evToEbitda'),
  peg: fundamental('PEG', 'peg peTrailing earningsGrowth3yPercent'),
  marketCap: fundamental('market value', 'marketCap'),
  dividendYieldPercent: fundamental('dividend yield', 'dividendYieldPercent'),
  freeCashFlow: fundamental(
    'free cash flow',
    'freeCashFlow freeCashFlowYieldPercent freeCashFlowGrowthPercent freeCashFlowGrowth3yPercent',
  ),

  /* Growth and profit. */
  growth: fundamental(
    'growth',
    'revenueGrowthPercent revenueGrowth3yPercent earningsGrowthPercent earningsGrowth3yPercent ' +
      'freeCashFlowGrowthPercent freeCashFlowGrowth3yPercent',
  ),
  revenue: fundamental('revenue', 'revenue revenueGrowthPercent revenueGrowth3yPercent'),
  earnings: fundamental('earnings', 'netIncome earningsPerShare earningsGrowthPercent'),
  earningsPerShare: fundamental('earnings per share', 'earningsPerShare earningsGrowthPercent'),
  profitability: fundamental(
    'profitability',
    'grossMarginPercent operatingMarginPercent netMarginPercent roePercent roaPercent roicPercent',
  ),
  grossMarginPercent: fundamental('gross margin', 'grossMarginPercent'),
  operatingMarginPercent: fundamental('operating margin', 'operatingMarginPercent'),
  netMarginPercent: fundamental('net margin', 'netMarginPercent'),
  roePercent: fundamental('return on equity', 'roePercent'),
  roaPercent: fundamental('return on assets', 'roaPercent'),
  roicPercent: fundamental('return on invested capital', 'roicPercent'),

  /* Health. */
  health: fundamental(
    'financial health',
    'currentRatio debtToEquity interestCoverage piotroski altmanZ',
  ),
  currentRatio: fundamental('current ratio', 'currentRatio'),
  debtToEquity: fundamental('debt to equity', 'debtToEquity interestCoverage'),
  interestCoverage: fundamental('interest coverage', 'interestCoverage'),
  piotroski: fundamental('Piotroski F-score', 'piotroski'),
  altmanZ: fundamental('Altman Z', 'altmanZ'),

  /* What is said. */
  news: sentiment(
    'news',
    'headlineCount newestHeadlineAt positiveCount negativeCount neutralCount sentimentScore',
  ),
  sentiment: sentiment(
    'sentiment',
    'sentimentScore headlineCount positiveCount negativeCount neutralCount',
  ),
}

function of(analyst: AnalystName): (label: string, names: string) => Aspect {
  return (label, names) => ({ label, analyst, facts: names.split(' ') })
}
