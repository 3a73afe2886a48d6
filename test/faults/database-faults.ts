import { setTimeout } from 'node:timers/promises'

import { endSince, type Fault, type Scene } from './fault.ts'

const alone = { isAlone: true, runs: 10 }

/** What becomes of turns when the record is away. */
export const databaseFaults: readonly Fault[] = [
  { ...alone, name: 'PostgreSQL restarted (fast) mid-turn', run: restart('fast') },
  { ...alone, name: 'PostgreSQL restarted (immediate) mid-turn', run: restart('immediate') },
]

function restart(mode: 'fast' | 'immediate') {
  return async (scene: Scene) => {
    const { stage, random, postgres } = scene
    const messages = Array.from({ length: 10 }, () => stage.say(stage.newThread()))
    await setTimeout(random.between(0, 500))
    await postgres.restart(mode)
    const at = performance.now()
    messages.push(stage.say(stage.newThread()))
    const settledMs = () => endSince(at, scene, messages)
    const what = 'all settled after its return in'
    const measures = () => [{ what, ms: settledMs(), wantedMs: 1_000 }]
    return { messages, recoveriesMs: () => [settledMs()], measures }
  }
}
