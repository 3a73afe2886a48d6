import { setTimeout } from 'node:timers/promises'

import { until } from './bounds.ts'
import type { Message } from './courier.ts'
import { far } from './crash-faults.ts'
import { type Fault, journalOf, one, type Scene, struckBy, waitsSince } from './fault.ts'
import { talkDuring } from './people.ts'
import type { Stage } from './stage.ts'

export const sleptInPost = 'paused past its lease in the midst of a post'

/** What becomes of turns whose process sleeps past its lease. */
export const sleepFaults: readonly Fault[] = [
  { name: 'paused past its lease, then awake', runs: 10, run: pauseAndWake, options: far },
  { name: sleptInPost, runs: 5, run: sleepIn('post'), options: far },
  {
    name: 'paused past its lease in the midst of an edit',
    runs: 5,
    run: sleepIn('edit'),
    options: far,
  },
]

/** Nobody shows anything of a turn that is somebody else's by then. */
async function pauseAndWake(scene: Scene) {
  const { stage, random } = scene
  stage.platform.holder = stage.holder
  const messages = Array.from({ length: 3 }, () => stage.say(stage.newThread()))
  await setTimeout(random.between(50, 600))
  const victim = one(scene)
  const struck = struckBy(scene, messages, victim)
  const at = performance.now()
  await victim.pause()
  // Past its lease: while another goes on with its turns, or when all is said.
  await setTimeout(random.between(1_000, 2_500))
  victim.wake()
  const afterwards = async () =>
    lateIn(stage, messages).map(({ by, text }) => `${by} had lost the turn and showed "${text}"`)
  const recoveriesMs = () => waitsSince({ at, scene, struck, notBy: victim.name })
  return { messages, afterwards, recoveriesMs }
}

/** There is no help against what it then shows too late, but for a moment: in the end nothing of it is left. */
function sleepIn(verb: 'post' | 'edit') {
  return async (scene: Scene) => {
    const { stage, random } = scene
    stage.platform.holder = stage.holder
    const messages: Message[] = []
    const victim = one(scene)
    const asleep = victim.pause(verb)
    await talkDuring(asleep, 50, () => void messages.push(stage.say(stage.newThread())))
    const turnId = (await asleep) ?? ''
    const at = performance.now()
    const isTaken = async () => (await stage.holder?.(turnId)) !== victim.name
    await until(isTaken, 30_000, 'the end of its lease')
    await setTimeout(random.between(0, 600))
    stage.platform.sleeper = { by: victim.name, turnId }
    victim.wake()
    const struck = messages.filter((message) => message.turnIds.has(turnId))
    return { messages, afterwards: repaired, recoveriesMs }

    async function repaired(): Promise<readonly string[]> {
      await until(() => lateIn(stage, struck).length > 0, 10_000, 'the call that comes too late')
      // It has ended what it does about that once it has left.
      await victim.drain()
      const isSettled = await stage.settled(messages, 10_000)
      await stage.start()
      return isSettled ? [] : ['what came too late was not put right']
    }

    function recoveriesMs() {
      return waitsSince({ at, scene, struck, notBy: victim.name })
    }
  }
}

function lateIn(stage: Stage, messages: readonly Message[]) {
  return messages.flatMap((message) => journalOf(stage, message)).filter(({ isLate }) => isLate)
}
