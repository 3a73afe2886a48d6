import { setTimeout } from 'node:timers/promises'

import type { Message } from './courier.ts'
import { type Fault, none, one, type Scene, struckBy, waitsSince } from './fault.ts'
import { meanwhile } from './meanwhile.ts'
import { talkDuring } from './people.ts'

/** What a platform does with events, and people with a hub. */
export const messageFaults: readonly Fault[] = [
  { name: 'two replicas racing for one thread', runs: 3, run: race },
  { name: 'the same event 5 times at once', runs: 5, run: fiveTimes },
  { name: '10 events out of order', runs: 3, run: outOfOrder },
  {
    name: 'SIGTERM with 50 turns in flight',
    runs: 3,
    run: terminate,
    options: { drainMs: 100, concurrency: 32 },
  },
  {
    name: 'rolling restart of two replicas under load',
    runs: 2,
    run: rollingRestart,
    lastsMs: 90_000,
  },
]

async function race({ stage }: Scene) {
  const threadId = stage.newThread()
  const messages: Message[] = []
  for (let said = 0; said < 6; said += 1) {
    messages.push(stage.say(threadId, 'plain', 2))
    await setTimeout(40)
  }
  return { messages, recoveriesMs: none }
}

async function fiveTimes({ stage }: Scene) {
  const messages = Array.from({ length: 6 }, () => stage.say(stage.newThread(), 'plain', 5))
  return { messages, recoveriesMs: none }
}

/** Numbered by the person, told of in another order: whoever is told of first is answered first. */
async function outOfOrder({ stage, random }: Scene) {
  const threadId = stage.newThread()
  const written = Array.from({ length: 10 }, () => stage.write(threadId))
  const messages: Message[] = []
  for (const unsaid of random.shuffled(written)) messages.push(await stage.deliver(unsaid))
  return { messages, recoveriesMs: none }
}

/** The deadline is too short for them: they are handed over in their midst. */
async function terminate(scene: Scene) {
  const { stage } = scene
  const messages = Array.from({ length: 50 }, () => stage.say(stage.newThread()))
  await inFlight(scene, messages)
  const leaving = one(scene)
  const struck = struckBy(scene, messages, leaving)
  const at = performance.now()
  const spare = meanwhile(stage.start())
  await leaving.drain()
  const recoveriesMs = () => waitsSince({ at, scene, struck, notBy: leaving.name })
  return { messages, recoveriesMs, afterwards: spare }
}

async function rollingRestart({ stage }: Scene) {
  // However long it takes on a busy machine.
  const most = 150
  const messages: Message[] = []
  const threads = Array.from({ length: 20 }, () => stage.newThread())
  await talkDuring(restartAll(), 40, () => {
    if (messages.length === most) return
    messages.push(stage.say(threads[messages.length % threads.length] ?? ''))
  })
  return { messages, recoveriesMs: none }

  async function restartAll(): Promise<void> {
    for (const old of stage.replicas()) {
      await setTimeout(300)
      await stage.start()
      await old.drain()
    }
  }
}

/** Something is shown of every one of them. */
async function inFlight({ stage, over }: Scene, messages: readonly Message[]): Promise<void> {
  const isShown = () => {
    const shown = new Set(stage.platform.board.journal.map(({ turnId }) => turnId))
    return messages.every(({ turnIds }) => [...turnIds].some((turnId) => shown.has(turnId)))
  }
  while (!isShown()) await setTimeout(10, undefined, { signal: over })
}
