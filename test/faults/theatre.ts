import type { Fault, Scene } from './fault.ts'
import { openProps } from './props.ts'
import { random } from './random.ts'
import { openStage } from './stage.ts'

/** What came of one fault. */
export interface Result {
  readonly name: string
  readonly runs: number
  readonly lost: number
  readonly doubled: number
  readonly disordered: number
  readonly leftOver: number
  readonly recoveriesMs: readonly number[]
  /** What was wrong, a line each, with the seed that does it again. */
  readonly complaints: readonly string[]
  readonly note: string
  readonly tookMs: number
}

/** Why a fault was not done. */
export interface Skipped {
  readonly name: string
  readonly skipped: string
}

/** Where faults are done, one after the other. */
export interface Theatre {
  readonly logFile: string
  perform(fault: Fault, seed: number): Promise<Result | Skipped>
  close(): Promise<void>
}

export async function openTheatre(programs: string): Promise<Theatre> {
  const props = await openProps(programs)
  return { logFile: props.logFile, perform, close: props.close }

  async function perform(fault: Fault, seed: number): Promise<Result | Skipped> {
    const missing = await props.missing(fault)
    if (missing !== null) return { name: fault.name, skipped: missing }
    const startedAt = performance.now()
    const { record, options, ...rest } = await props.fetch(fault)
    const logTo = props.logTo
    const stage = await openStage({ random: random(seed), record, options, logTo })
    try {
      await Promise.all(Array.from({ length: replicasOf(fault) }, () => stage.start()))
      const judged: Judged[] = []
      for (let run = 0; run < fault.runs; run += 1) {
        judged.push(await runOnce(fault, { stage, ...rest, random: random(seed + run) }))
      }
      return summed(fault, judged, performance.now() - startedAt)
    } finally {
      await stage.close()
      await rest.putAway()
    }
  }
}

/** Only one process can have an embedded database open. */
function replicasOf({ needs }: Fault): number {
  return needs === 'tmpfs' ? 1 : 2
}

interface Judged {
  readonly seed: number
  readonly lost: readonly string[]
  readonly doubled: readonly string[]
  readonly disordered: readonly string[]
  readonly leftOver: readonly string[]
  readonly recoveriesMs: readonly number[]
  readonly note: string
}

async function runOnce(fault: Fault, scene: Scene): Promise<Judged> {
  const { stage } = scene
  stage.platform.trouble = () => null
  stage.platform.isIdempotent = false
  const { messages, afterwards, recoveriesMs, note } = await fault.run(scene)
  await stage.settled(messages, fault.withinMs ?? 15_000)
  const more = (await afterwards?.()) ?? []
  const verdict = await stage.verdict(messages)
  return {
    ...verdict,
    doubled: [...verdict.doubled, ...more],
    seed: scene.random.seed,
    recoveriesMs: recoveriesMs(),
    note: note?.() ?? '',
  }
}

function summed({ name }: Fault, runs: readonly Judged[], tookMs: number): Result {
  const count = (of: (run: Judged) => readonly string[]) => runs.flatMap(of).length
  return {
    name,
    runs: runs.length,
    lost: count(({ lost }) => lost),
    doubled: count(({ doubled }) => doubled),
    disordered: count(({ disordered }) => disordered),
    leftOver: count(({ leftOver }) => leftOver),
    recoveriesMs: runs.flatMap(({ recoveriesMs }) => recoveriesMs),
    complaints: runs.flatMap((run) => complaintsOf(run)),
    note: runs.at(-1)?.note ?? '',
    tookMs,
  }
}

function complaintsOf({ seed, lost, doubled, disordered, leftOver }: Judged): string[] {
  const all = [...lost, ...doubled, ...disordered, ...leftOver]
  return all.map((complaint) => `seed ${seed}: ${complaint}`)
}
