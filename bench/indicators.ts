import { columnsOf } from '../agents/stocks/indicators/columns.ts'
import { indicatorSet } from '../agents/stocks/indicators/set.ts'
import { analyseChart } from '../agents/stocks/technical/chart.ts'
import { samplePrices } from '../agents/stocks/technical/sample-prices.ts'
import { measure, median, timingOf, verdict, type BenchResult, type Timing } from './bench.ts'
import { contests, type Contest } from './indicators/contest.ts'

const barCount = 5000
const leastTimesFaster = 3

/** The kernel on twenty years of one symbol, alone and beside the packages that compute the same. */
export async function run(): Promise<BenchResult> {
  const prices = samplePrices(barCount)
  const columns = columnsOf(prices.bars)
  const request = { prices, period: '1y', askedAt: new Date('2020-06-30'), benchmark: prices }
  const set = () => indicatorSet(columns)
  const cold = await measure('whole set, first time', set, { runs: 1 })
  const hot = await measure('whole set, hot', set, { runs: 200, warmUps: 20, targetMs: 15 })
  const turning = await measure('bars into columns', () => columnsOf(prices.bars), { runs: 200 })
  const chart = await measure('whole chart, hot', () => analyseChart(request), { runs: 200 })
  const beside = contests(prices.bars)
  for (const one of beside) process.stdout.write(`${fasterLine(one)}\n`)
  const rows = [hot, cold, turning, chart, ...beside.flatMap(timingsOf)]
  return { title: `Indicator kernel over ${barCount} bars`, rows }
}

function fasterLine({ peer, count, oursMs, theirsMs }: Contest): string {
  const ratio = median(theirsMs.map((ms, round) => ms / (oursMs[round] ?? NaN)))
  const met = verdict(ratio >= leastTimesFaster, `≥ ${leastTimesFaster}×`)
  return `${count} indicators, median of ${oursMs.length} rounds: ${ratio.toFixed(1)}× as fast as ${peer} ${met}`
}

function timingsOf({ peer, count, oursMs, theirsMs }: Contest): Timing[] {
  return [
    timingOf(`our whole set, beside ${peer}`, oursMs),
    timingOf(`${count} indicators, ${peer}`, theirsMs),
  ]
}
