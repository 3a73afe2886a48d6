/**
 * What people say when they mean an aspect, a line each. A phrase after `~` is an ordinary word too:
 * it names the aspect beside a symbol, and says nothing about markets on its own.
 */
export const aspectPhrases = `
price: share price, stock price, stock prices, share prices, stock value, stock rate, share rate,
  stock quote, share value, closing price, opening price, last close, trading at, trades at, trade
  at, trading for, stock cost, aktienkurs, ~price, ~prices, ~quote, ~worth, ~cost, ~cost to buy,
  ~value, ~close of, ~close at, ~close out, ~kurs, ~preis, ~precio, ~cours, ~prix, ~cotizacion,
  ~kimat, ~bhav
performance: best performing, worst performing, gainers, top gainers, biggest gainers, biggest losers, top losers, stock return, stock returns, share price performance, total return, ~performance,
  ~perform, ~performed, ~performing, ~return, ~returns, ~returned, ~gain, ~gains, ~gained
range: 52 week high, 52 week low, 52 week range, 52 week highs, 52 week lows, 52w high, 52w low, 52
  wk high, 52 wk low, trading range, ~the high, ~the low, ~year high, ~yearly high, ~year low, ~yearly low, ~all time
  high, ~all time low, ~highest price, ~lowest price, ~ath, ~range
volume: trading volume, trade volume, share volume, volume ratio, relative volume, ~volume, ~volumes
technicals: technical analysis, technicals, technical picture, technical indicators, technical
  indicator, technical score, price chart, ~technical, ~technically, ~indicators, ~chart
trend: uptrend, downtrend, trend line, ~trend, ~trends, ~trending, ~direction
averages: moving average, moving averages, golden cross, death cross, sma, ema, smas, emas
sma20: sma 20, sma20, 20 day sma, 20 day average, 20 day moving average, 20 dma
sma50: sma 50, sma50, 50 day sma, 50 day average, 50 day moving average, 50 dma, ema 50
sma200: sma 200, sma200, 200 day sma, 200 day average, 200 day moving average, 200 dma
macd: macd, macd histogram, macd signal, moving average convergence divergence
adx14: adx, adx 14, average directional index, directional movement, trend strength
momentum: price momentum, oscillators, ~momentum
rsi14: rsi, rsi 14, rsi14, relative strength, relative strength index, overbought, oversold,
  most overbought, most oversold
stochastic: stochastic, stochastics, stochastic oscillator, stoch
roc12: rate of change, price rate of change
williamsR14: williams r, williams percent r, williams
cci20: cci, cci 20, commodity channel index
mfi14: mfi, mfi 14, money flow index
weekly: weekly bars, weekly chart, weekly charts, weekly candles, weekly candle, weekly trend,
  weekly timeframe, weekly time frame, weekly technicals, weekly close, weekly basis, 10 week
  average, 10 week moving average, 40 week average, 40 week moving average
weeklyRsi14: weekly rsi, weekly rsi 14, rsi weekly, rsi on weekly bars, rsi on the weekly chart,
  weekly relative strength index
monthly: monthly bars, monthly chart, monthly charts, monthly candles, monthly candle, monthly
  trend, monthly timeframe, monthly time frame, monthly technicals, monthly close, monthly basis, 10
  month average, 10 month moving average
monthlyRsi14: monthly rsi, monthly rsi 14, rsi monthly, rsi on monthly bars, rsi on the monthly
  chart, monthly relative strength index
risk: downside risk, investment risk, ~risk, ~risks, ~risky, ~safe, ~safety, ~riskier, ~safer,
  ~safest, ~riskiest
volatilityPercent: volatility, volatile, most volatile, least volatile, historical volatility,
  realised volatility, realized volatility, annualised volatility, annualized volatility, standard
  deviation of returns, volatilidad, volatilitat
atr14: atr, atr 14, average true range
bollinger: bollinger, bollinger band, bollinger bands
maxDrawdownPercent: drawdown, max drawdown, maximum drawdown, largest drawdown, biggest drawdown,
  drawdowns
beta: stock beta, market beta, ~beta
marketStrengthPercent: strength against the market, relative performance, performance against the
  market, performance against the index, beating the market, beat the market, outperform the market, outperformed the market, outperforming the
  market, strength relative to the market, relative strength against the market, relative strength
  against the index, compared with the market, versus the market, against the index
obv: obv, on balance volume
cmf20: cmf, cmf 20, chaikin money flow, chaikin
levels: support level, support levels, resistance level, resistance levels, support and resistance,
  supports and resistances, resistance, pivot point, pivot points, entry point, stop loss, ~support,
  ~supports, ~levels, ~key levels, ~pivot, ~pivots
fundamentals: fundamentals, fundamental analysis, fundamental, balance sheet, income statement,
  financial statements, fundamental score, ~financials
valuation: most undervalued, most overvalued, valuation, valuations, overvalued, undervalued, over valued, under valued, overpriced,
  underpriced, valuation multiples, ~expensive, ~cheap, ~cheaper, ~cheapest, ~dearest, ~most
  expensive, ~multiples, ~teuer, ~caro, ~cher, ~mehenga
fairValue: kursziel, stock price target, share price target, fair value, intrinsic value, price target, price
  targets, target price, dcf, discounted cash flow, valuation range, fair price
peTrailing: p e ratio, p e ratios, p e, pe ratio, pe, pe multiple, p e multiple, price to earnings,
  price to earnings ratio, price earnings ratio, price earnings, earnings multiple, trailing p e,
  trailing pe, kgv, per ratio
peForward: forward p e, forward pe, forward p e ratio, forward pe ratio, forward price to earnings,
  future p e
priceToBook: p b, pb, p b ratio, pb ratio, price to book, price to book ratio, price book
priceToSales: p s ratio, ps ratio, price to sales, price to sales ratio, price sales, p s
evToEbitda: ev ebitda, ev to ebitda, enterprise multiple, enterprise value to ebitda, ebitda
  multiple, ebitda
peg: peg, peg ratio, price earnings to growth
marketCap: market cap, market capitalisation, market capitalization, marketcap, market value, mkt
  cap, mcap, market capital
dividendYieldPercent: highest dividend, dividend, dividends, dividend yield, dividend rate, dividend
  payout, dividende, dividendo, dividendos, ~yield, ~payout
freeCashFlow: free cash flow, fcf, cash flow, cashflow, free cash flow yield, fcf yield, cash flows
growth: fastest growing, earnings growth, profit growth, growth rate, growth rates, growth stock, ~growth, ~growing,
  ~grow
revenue: revenue growth, sales growth, annual revenue, top line, ~revenue, ~revenues, ~sales,
  ~turnover, ~umsatz, ~ingresos
earnings: net income, net profit, earnings report, quarterly results, quarterly earnings, annual
  earnings, bottom line, ~earnings, ~profit, ~profits, ~income, ~gewinn, ~results
earningsPerShare: eps, earnings per share, diluted eps, profit per share
profitability: profit margin, profit margins, profitability, ~profitable, ~margin, ~margins
grossMarginPercent: gross margin, gross margins, gross profit margin
operatingMarginPercent: operating margin, operating margins, ebit margin
netMarginPercent: net margin, net margins, net profit margin
roePercent: roe, return on equity
roaPercent: roa, return on assets
roicPercent: roic, return on invested capital, return on capital
health: financial health, financially healthy, financial strength, balance sheet strength, solvency,
  bankruptcy risk, ~health, ~healthy, ~bankrupt, ~bankruptcy, ~liquidity
currentRatio: current ratio, quick ratio
debtToEquity: debt to equity, debt equity ratio, d e ratio, leverage ratio, gearing, ~debt, ~debts,
  ~leverage, ~schulden, ~deuda
interestCoverage: interest coverage, interest cover, times interest earned
piotroski: piotroski, piotroski score, piotroski f score, f score
altmanZ: altman, altman z, altman z score, z score
news: stock news, market news, company news, ~news, ~headline, ~headlines, ~nachrichten, ~noticias,
  ~nouvelles, ~khabar
sentiment: market sentiment, news sentiment, investor sentiment, stock sentiment, sentiment score,
  ~sentiment, ~mood, ~buzz, ~stimmung
`

/** Phrases that mean one figure among those of an aspect, for lists that are ordered by it. */
export const factPhrases = `
revenueGrowthPercent: revenue growth, sales growth, growth in revenue, growth in sales
earningsGrowthPercent: earnings growth, profit growth, growth in earnings
revenueGrowth3yPercent: three year revenue growth, 3 year revenue growth
earningsGrowth3yPercent: three year earnings growth, 3 year earnings growth
freeCashFlowYieldPercent: free cash flow yield, fcf yield
freeCashFlowGrowthPercent: free cash flow growth
volumeRatio20: relative volume, volume ratio
`
