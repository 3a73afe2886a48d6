import type { MarketData } from '../types.ts'
import { openYahooClient, type YahooOptions } from './yahoo/client.ts'
import { yahooFundamentals } from './yahoo/fundamentals.ts'
import { yahooNews } from './yahoo/news.ts'
import { yahooPrices } from './yahoo/prices.ts'

/** Yahoo Finance, through one client: an outage that one kind of data meets spares the others the wait. */
export function yahoo(options: YahooOptions): MarketData {
  const call = openYahooClient(options)
  return {
    prices: yahooPrices(call),
    fundamentals: yahooFundamentals(call),
    news: yahooNews(call),
  }
}
