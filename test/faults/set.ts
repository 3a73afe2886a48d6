import { within } from './bounds.ts'
import type { Fault, Scene } from './fault.ts'
import type { Props } from './props.ts'
import { type Random, random } from './random.ts'
import { openSlackVenue } from './slack-venue.ts'
import { openStage } from './stage.ts'
import { openPlainVenue } from './venue.ts'

/** A stage with its replicas, and the props of one fault. */
export interface Set {
  scene(chance: Random): Scene
  close(): Promise<void>
}

const closeLimitMs = 90_000
const venues = { plain: openPlainVenue, slack: openSlackVenue }

export async function openSet(props: Props, fault: Fault, seed: number): Promise<Set> {
  const { record, options, putAway, ...rest } = await props.fetch(fault)
  const venue = await venues[fault.platform ?? 'plain']()
  const stage = openStage({ random: random(seed), record, options, logTo: props.logTo, venue })
  const over = new AbortController()
  try {
    await Promise.all(Array.from({ length: replicasOf(fault) }, () => stage.start()))
  } catch (error) {
    await close()
    throw error
  }
  return { scene: (chance) => ({ stage, ...rest, random: chance, over: over.signal }), close }

  async function close(): Promise<void> {
    over.abort()
    await within(closeLimitMs, 'the end of the stage', stage.close())
    await within(closeLimitMs, 'putting the props away', putAway())
  }
}

/** Only one process can have an embedded database open. */
function replicasOf({ needs }: Fault): number {
  return needs === 'tmpfs' ? 1 : 2
}
