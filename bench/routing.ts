import {
  isHeldOut,
  readUtterances,
  type Score,
  scoreOf,
} from '../agents/stocks/understand/utterances.ts'
import { referenceDir } from '../test/environment.ts'
import { type BenchResult, timingOf } from './bench.ts'

/** How well and how fast the router tells questions about markets from others, without a model. */
export async function run(): Promise<BenchResult> {
  const dir = referenceDir()
  if (dir === undefined) return { title: 'Routing: needs REFERENCE_DATA_DIR', rows: [] }
  const utterances = readUtterances(dir)
  const development = await scoreOf(utterances.filter((utterance) => !isHeldOut(utterance)))
  const heldOut = await scoreOf(utterances.filter(isHeldOut))
  return {
    title: 'Routing: one question, market or not (HWU64)',
    rows: [timed('development', development), timed('held out', heldOut)],
  }
}

function timed(part: string, { precision, recall, f1, times }: Score) {
  const quality = `precision ${shown(precision)}, recall ${shown(recall)}, F1 ${shown(f1)}`
  return timingOf(`${part}: ${quality}`, times)
}

function shown(share: number): string {
  return share.toFixed(3)
}
