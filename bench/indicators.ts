import { columnsOf } from '../agents/stocks/indicators/columns.ts'
import { indicatorSet } from '../agents/stocks/indicators/set.ts'
import { analyseChart } from '../agents/stocks/technical/chart.ts'
import { samplePrices } from '../agents/stocks/technical/sample-prices.ts'
import { measure, type BenchResult } from './bench.ts'

const barCount = 5000

/** The kernel on twenty years of one symbol. */
export async function run(): Promise<BenchResult> {
  const prices = samplePrices(barCount)
  const columns = columnsOf(prices.bars)
  const request = { prices, period: '1y', askedAt: new Date('2020-06-30'), benchmark: prices }
  const set = () => indicatorSet(columns)
  const cold = await measure('whole set, first time', set, { runs: 1 })
  const hot = await measure('whole set, hot', set, { runs: 200, warmUps: 20, targetMs: 15 })
  const turning = await measure('bars into columns', () => columnsOf(prices.bars), { runs: 200 })
  const chart = await measure('whole chart, hot', () => analyseChart(request), { runs: 200 })
  return { title: `Indicator kernel over ${barCount} bars`, rows: [hot, cold, turning, chart] }
}
