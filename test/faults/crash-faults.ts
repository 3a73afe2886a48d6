import { setTimeout } from 'node:timers/promises'

import { usualTerms } from '../../bot/usual-terms.ts'
import { type Fault, none, one, type Scene, struckBy, waitsSince } from './fault.ts'
import { meanwhile } from './meanwhile.ts'

/** About as long as a turn takes. */
const turnMs = 600

/** A machine of its own for each process: all that others see of a death is that its lease runs out. */
export const far = { isFar: true, leaseMs: 1_000, pollEveryMs: 100 }

/** What becomes of turns whose process dies. */
export const crashFaults: readonly Fault[] = [
  { name: 'kill -9 at a random point of a turn', runs: 25, run: killAtRandom(0) },
  { name: 'kill -9 on another machine, lease 1 s', runs: 10, run: killAtRandom(0), options: far },
  {
    name: `kill -9 on another machine, lease ${usualTerms.leaseMs / 1_000} s`,
    runs: 3,
    // Late enough for something to be shown.
    run: killAtRandom(turnMs / 2),
    options: { isFar: true },
  },
  { name: 'kill -9 between a post and its record', runs: 10, run: killAfterPost(false, 3) },
  { name: 'the same on a platform idempotent by key', runs: 10, run: killAfterPost(true, 3) },
  { name: 'a poison message', runs: 5, run: poison },
  {
    name: 'a poison message, lease 0.5 s',
    runs: 3,
    run: poison,
    options: { ...far, leaseMs: 500 },
  },
]

function killAtRandom(earliestMs: number) {
  return async (scene: Scene) => {
    const { stage, random } = scene
    const messages = Array.from({ length: 4 }, () => stage.say(stage.newThread()))
    await setTimeout(random.between(earliestMs, turnMs))
    const victim = one(scene)
    const struck = struckBy(scene, messages, victim)
    const at = performance.now()
    await victim.kill()
    const spare = meanwhile(stage.start())
    const recoveriesMs = () => waitsSince({ at, scene, struck, notBy: victim.name })
    return { messages, recoveriesMs, afterwards: spare }
  }
}

/** The platform has shown the post, one of the first few, and whoever made it dies before it hears so. */
export function killAfterPost(isIdempotent: boolean, mostPosts: number) {
  return async (scene: Scene) => {
    const { stage, random } = scene
    const { platform } = stage
    const shown = Promise.withResolvers<string>()
    let posts = random.between(1, mostPosts)
    platform.isIdempotent = isIdempotent
    platform.trouble = ({ verb, by }) => {
      if (verb !== 'post' || posts === 0) return null
      posts -= 1
      if (posts > 0) return null
      shown.resolve(by)
      return 'lost'
    }
    const messages = [stage.say(stage.newThread(), 'long')]
    const by = await shown.promise
    const at = performance.now()
    await stage.replica(by).kill()
    const spare = meanwhile(stage.start())
    const recoveriesMs = () => waitsSince({ at, scene, struck: messages, notBy: by })
    return { messages, recoveriesMs, afterwards: spare }
  }
}

/**
 * Kills three processes, one after the other, and is then answered with a failure. Its thread goes on, and what
 * others asked meanwhile is answered.
 */
async function poison({ stage }: Scene) {
  const threadId = stage.newThread()
  const bystanders = Array.from({ length: 4 }, () => stage.say(stage.newThread()))
  const messages = [...bystanders, stage.say(threadId, 'poison'), stage.say(threadId)]
  const replacements = stage.keepUp()
  return { messages, recoveriesMs: none, afterwards: replacements.stop }
}
