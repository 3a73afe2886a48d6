import { apple } from '../../agents/stocks/data/yahoo/sample-company.ts'
import { samplePrices } from '../../agents/stocks/technical/sample-prices.ts'
import type { Bar } from '../../agents/stocks/types.ts'
import type { YahooCompany } from './yahoo.ts'

/** Two years of days up to yesterday, for clients that ask by the real clock. */
export function recentBars(): readonly Bar[] {
  return samplePrices(730, new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)).bars
}

/** A company with these days, the sample company's accounts, and its stories as if of today. */
export function companyWith(bars: readonly Bar[]): YahooCompany {
  const column = (name: Exclude<keyof Bar, 'date'>) => bars.map((bar) => bar[name])
  const quote = {
    open: column('open'),
    high: column('high'),
    low: column('low'),
    close: column('close'),
    volume: column('volume'),
  }
  return {
    ...apple,
    news: apple.news.map((story) => ({ ...story, providerPublishTime: Date.now() / 1000 - 3_600 })),
    chart: {
      meta: { currency: 'USD', symbol: 'AAPL', longName: 'Apple Inc.', gmtoffset: 0 },
      timestamp: bars.map(({ date }) => Date.parse(date) / 1000),
      indicators: { quote: [quote] },
    },
  }
}
