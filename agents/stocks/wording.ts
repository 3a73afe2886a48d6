import type { Wording } from '../../core/wording.ts'
import { facts } from './facts.ts'
import { shipped } from './understand/directory.ts'

/**
 * What people call the facts in a sentence, besides their labels; a fact a line. A phrase may mean several:
 * `revenue` beside a percentage is its growth. After a `~` stands what is an ordinary word too.
 */
const spoken = `
close: close, CMP, current market price, current price, ~traded at, ~changed hands at, ~costs, ~priced at, ~trades at, ~trading at, ~trades for, ~trade at, closed, closing, ~price, stock price, share price, last price, last close, ~ended, ~finished
closeElsewhere: another source has, yahoo has, by another source, elsewhere
lastPrice: last traded at, last trade, current price, right now, ~now, ~trades at, ~trading at, ~price, ~share price, ~stock price
lastPriceChangePercent: since that close, since the last close, since yesterday's close, ~today, ~so far today
previousClose: previous close, prev close, close of the day before, close the day before, the day before, prior close, yesterday, ~on the day
changePercent: chg, on the day, of the day, ~day, daily change, ~session, on the last day, change of the day, day's change
volume: volume, shares traded, shares were traded, shares changed hands, trading volume, turnover in shares
periodStartClose: close a year ago, price a year ago, a year ago one paid, ~since, ~over the period
periodChangePercent: ~since, ~over one year, ~in one year, ~in a year, ~over a year, ~for the year, ~on the year, ~this year, ~in twelve months, ~over twelve months, ~in 12 months, ~over 12 months, ~returned, ~over the period, ~over the year, ~over the past year, ~past year, ~past twelve months, ~past 12 months, ~last twelve months, ~last 12 months, ~year on year, ~than a year ago, change over, change since, performance, ~period
periodHigh: high of the period, period high, in that time it traded between
periodLow: low of the period, period low, in that time it traded between
high52w: ~high, ~peak, ~top, ~record, 52-week high, highest close, highest price, lowest and highest, 52-week range, year high, high of the past 52 weeks, high of the last 52 weeks, within 52 weeks it traded between, 52w high, below the 52-week high, below its 52-week high, short of its 52-week high, under its 52-week high, below its high of the past 52 weeks
low52w: ~low, ~bottom, ~trough, 52-week low, lowest close, lowest price, lowest and highest, 52-week range, year low, low of the past 52 weeks, low of the last 52 weeks, within 52 weeks it traded between, 52w low, above the 52-week low, above its 52-week low
belowHigh52wPercent: below the 52-week high, below its 52-week high, short of its 52-week high, under its 52-week high, below its high of the past 52 weeks, below the top of that range
aboveLow52wPercent: above the 52-week low, above its 52-week low
barCount: trading days of history, trading days, days of history
sma20: ~20-day, 20-DMA, 20-day MA, 20-day SMA, 20-day average, 20-day moving average, SMA 20
sma50: 50-day, 50-DMA, 50-day MA, 50-day SMA, 50-day average, 50-day moving average, SMA 50, ~average, ~averages, moving averages
sma200: 200-day, 200-DMA, 200-day MA, 200-day SMA, 200-day average, 200-day moving average, SMA 200, ~average, ~averages, moving averages
ema12: EMA 12
ema26: EMA 26
macdSignal: signal line, its signal line
macdHistogram: histogram
adx14: ADX
slope20: slope, 20-day slope
rsi14: RSI, relative strength index, RSI reading, RSI readings
stochasticK: stochastic
roc12: rate of change
williamsR14: Williams
cci20: CCI, commodity channel index
mfi14: MFI, money flow index
atr14: ATR, average true range, daily swings, ~swings, ~swing, typical day
atrPercent: ~swing, typical day, daily swings, ATR, average true range, ~of the price, ~of its price
bollingerUpper: Bollinger, Bollinger bands, upper band, ~bands
bollingerMiddle: middle band
bollingerLower: Bollinger, Bollinger bands, lower band, ~bands
volatilityPercent: volatility, ~volatile, ~livelier, ~liveliest, ~calmer, ~calmest, ~swings
maxDrawdownPercent: drawdown, drawdown in a year, drawdown in one year, drawdown within the year, fall within a year, fall in a year, fall from a peak, worst fall from a peak, deepest fall from a peak, maximum drawdown, largest drawdown, drawdown within a year
obv: OBV
marketStrengthPercent: ahead of its index, behind its index, ahead of its market, behind its market, ahead of the market, behind the market, against its index, better than its index, worse than its index, strength against the market, relative strength against the market
volumeRatio20: than the 20-day average, than its 20-day average, than usual, times the 20-day average, times its 20-day average, times the usual volume, volume ratio, ~average, ~usual
weeklyClose: weekly close, week's close, close of the week, ~on weekly bars, ~week closed at
weeklySma10: 10-week, 10-week average, 10-week moving average
weeklySma40: 40-week, 40-week average, 40-week moving average
weeklyRsi14: weekly RSI, RSI on weekly bars, RSI of the week
monthlyClose: monthly close, month's close, close of the month, ~on monthly bars, ~month closed at
monthlySma10: 10-month, 10-month average, 10-month moving average
monthlyRsi14: monthly RSI, RSI on monthly bars, RSI of the month
support1: support, first support, next support, nearest support, support level
support2: next support, next one, second support, support
resistance1: resistance, first resistance, next resistance, nearest resistance
resistance2: next resistance, second resistance, resistance
pivot: pivot, pivot point
marketCap: market cap, m-cap, mcap, mkt cap, market capitalisation, market capitalization, market value, capitalisation, ~worth, valued at
revenue: revenue, topline, revenues, sales, turnover, top line
netIncome: net income, PAT, profit after tax, after-tax profit, bottomline, net profit, ~profit, ~earned, ~made, net loss, ~loss, bottom line
freeCashFlow: free cash flow, ~free cash, FCF, of cash, ~burned
earningsPerShare: EPS, earnings per share, earned per share, loss per share, its earnings of, ~earned, ~made, ~loss
peTrailing: P/E, PE, price to earnings, price-earnings ratio, times its earnings, times earnings, times trailing earnings, earnings multiple, KGV, trailing P/E, trailing one, times trailing, ~earnings, ~profit, ~multiple, trailing multiple
peForward: forward P/E, forward one, forward multiple, times forward, expected earnings, on expected earnings, forward PE, forward earnings, times forward earnings, P/E on expected earnings
priceToBook: price to book, price-to-book ratio, times book, times its book value, times book value, ~book, ~book value
priceToSales: price to sales, times sales, times its sales, ~sales
evToEbitda: EV to EBITDA, enterprise multiple
peg: PEG ratio
dividendYieldPercent: dividend yield, yields, yield, ~dividend
freeCashFlowYieldPercent: free cash flow yield
grossMarginPercent: gross margin, ~gross
operatingMarginPercent: operating margin, EBIT margin, operating profit
netMarginPercent: net margin, PAT margin, ~margin, profit margin, net profit margin
roePercent: ROE
roaPercent: ROA
roicPercent: ROIC
revenueGrowthPercent: revenue, topline, top-line growth, revenues, sales, turnover, top line, revenue growth, sales growth, ~growth
revenueGrowth3yPercent: revenue growth a year, sales growth a year
earningsGrowthPercent: PAT, profit growth, earnings growth, ~net income, ~net profit, ~profit, ~earnings
freeCashFlowGrowthPercent: free cash flow growth
currentRatio: current ratio
debtToEquity: debt, debt to equity, times equity, leverage, geared, gearing, debt equity ratio, ~equity
interestCoverage: interest cover, interest coverage, interest is covered, interest covered
piotroski: out of 9, out of nine, Piotroski, F-score, Piotroski score
altmanZ: Altman, Z-score, Altman Z-score
fairValueLow: fair value, valuation range, ~range
fairValueHigh: fair value, valuation range, ~range
headlineCount: headlines, headlines read, headline
positiveCount: ~positive, ~good, ~upbeat, ~favourable, ~bullish
negativeCount: ~negative, ~bad, ~downbeat, ~unfavourable, ~bearish
neutralCount: ~neutral
sentimentScore: sentiment, ~score
technicalScore: ~score
fundamentalScore: ~score
score: ~score, overall score
confidencePercent: confidence
votes: ~analysts, ~voted, votes
voters: ~analysts, ~voted, votes
hitRate20Percent: hit rate
hitRate60Percent: hit rate
excess20Percent: excess return, average excess
excess60Percent: excess return, average excess
scoredCount20: scored, ~buys and sells
scoredCount60: scored, ~buys and sells
hitCount20: ~hits, ~right
hitCount60: ~hits, ~right
holdCount20: ~holds
holdCount60: ~holds
callCount: calls made, ~calls
callPrice: price at the last call
candidateCount: symbols on the list, ~symbols
rankedCount: symbols ranked, ~symbols, ~ranked
priceTarget: price target, target, target price, upside
dividendPerShare: dividend of, dividend per share
cash: cash, in cash, cash pile
ebitda: EBITDA
employees: employees, people, staff
marketShare: market share
probability: chance, probability, odds, likelihood
`

/** How prose speaks of the stocks project's evidence. */
export const wording: Wording = {
  values: merged(),
  principal: 'close',
  namesOf,
}

function merged(): Record<string, readonly string[]> {
  const labels = Object.entries(facts)
    .filter(([, { unit }]) => unit !== 'date')
    .map(([name, { label }]) => [name, [label]] as const)
  const lines = spoken.trim().split('\n').map(lineOf)
  const all = Map.groupBy([...labels, ...lines], ([name]) => name)
  return Object.fromEntries(
    [...all].map(([name, found]) => [name, found.flatMap(([, said]) => said)]),
  )
}

function lineOf(line: string): readonly [string, readonly string[]] {
  const at = line.indexOf(':')
  return [
    line.slice(0, at),
    line
      .slice(at + 1)
      .split(',')
      .map((phrase) => phrase.trim()),
  ]
}

/** A name that is an ordinary word too is good enough beside its own symbol. */
function namesOf(symbol: string): readonly string[] {
  const listing = shipped.find((each) => each.symbol === symbol)
  if (listing === undefined) return []
  return [listing.name, ...listing.aliases.map((alias) => alias.replace(/^~/, ''))]
}
