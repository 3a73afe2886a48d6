import { within } from './bounds.ts'
import type { Fault, Measure, Scene } from './fault.ts'
import type { StageVerdict } from './stage.ts'

/** What came of one run. */
export interface Judged extends StageVerdict {
  readonly seed: number
  /** Why the run itself did not come to its end; nothing more can be done on its stage then. */
  readonly broken: readonly string[]
  readonly recoveriesMs: readonly number[]
  readonly measures: readonly Measure[]
}

/** How long a fault itself may take, and then everybody's answer: on a busy machine far more than they need. */
const usualLimitsMs = { lastsMs: 60_000, withinMs: 60_000 }
const lookLimitMs = 30_000

/** Does it once and judges what people saw. Rejects when it does not come to its end in time. */
export async function performOnce(fault: Fault, scene: Scene): Promise<Judged> {
  const { stage, random } = scene
  const { lastsMs, withinMs } = { ...usualLimitsMs, ...fault }
  stage.platform.trouble = () => null
  stage.platform.isIdempotent = false
  stage.platform.holder = null
  stage.platform.sleeper = null
  const run = await within(lastsMs, 'the fault itself', fault.run(scene))
  const isSettled = await stage.settled(run.messages, withinMs)
  const more = await within(lookLimitMs, 'what comes after it', afterwards(run.afterwards))
  const verdict = await within(lookLimitMs, 'the verdict', stage.verdict(run.messages))
  return {
    ...verdict,
    doubled: [...verdict.doubled, ...more],
    broken: isSettled ? [] : [`not all was at rest after ${withinMs} ms`],
    seed: random.seed,
    recoveriesMs: run.recoveriesMs(),
    measures: run.measures?.() ?? [],
  }
}

export function brokenOff(seed: number, error: unknown): Judged {
  const reason = error instanceof Error ? error.message : String(error)
  const nothing = { lost: [], doubled: [], disordered: [], givenUp: [], leftOver: [] }
  return { ...nothing, seed, broken: [reason], recoveriesMs: [], measures: [] }
}

async function afterwards(look: (() => Promise<readonly string[]>) | undefined) {
  return look ? look() : []
}
