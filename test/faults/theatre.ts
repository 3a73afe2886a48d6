import type { Fault } from './fault.ts'
import { brokenOff, type Judged, performOnce } from './performance.ts'
import { openProps, type Props } from './props.ts'
import { random } from './random.ts'
import { type Result, resultOf, type Skipped } from './result.ts'
import { openSet, type Set } from './set.ts'

/** Where faults are done, one after the other. */
export interface Theatre {
  readonly logFile: string
  /** Never rejects for what the fault does. */
  perform(fault: Fault, seed: number): Promise<Result | Skipped>
  close(): Promise<void>
}

/** A fault whose runs do not come to their end is not tried for ever. */
const mostBroken = 2

export async function openTheatre(programs: string): Promise<Theatre> {
  const props = await openProps(programs)
  return { logFile: props.logFile, perform, close: props.close }

  async function perform(fault: Fault, seed: number): Promise<Result | Skipped> {
    const missing = await props.missing(fault)
    if (missing !== null) return { name: fault.name, skipped: missing }
    const startedAt = performance.now()
    const season = openSeason(props, fault)
    const judged: Judged[] = []
    while (judged.length < fault.runs && judged.filter(isBroken).length < mostBroken) {
      judged.push(await season.run(seed + judged.length))
    }
    const last = await season.close(seed)
    return resultOf(fault, [...judged, ...last], performance.now() - startedAt)
  }
}

/** The runs of one fault on one set, and on a new one after a run that did not come to its end. */
function openSeason(props: Props, fault: Fault) {
  let set: Set | null = null
  return { run, close }

  async function run(seed: number): Promise<Judged> {
    const judged = await runOnce(seed)
    const [trouble] = isBroken(judged) ? await close(seed) : []
    return trouble ? { ...judged, broken: [...judged.broken, ...trouble.broken] } : judged
  }

  async function runOnce(seed: number): Promise<Judged> {
    try {
      set ??= await openSet(props, fault, seed)
      return await performOnce(fault, set.scene(random(seed)))
    } catch (error) {
      return brokenOff(seed, error)
    }
  }

  async function close(seed: number): Promise<Judged[]> {
    const closing = set
    set = null
    try {
      await closing?.close()
      return []
    } catch (error) {
      return [brokenOff(seed, error)]
    }
  }
}

function isBroken({ broken }: Judged): boolean {
  return broken.length > 0
}
