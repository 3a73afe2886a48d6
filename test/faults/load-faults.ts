import { openCrowd } from './crowd.ts'
import { acknowledgements, type Fault, none, type Scene } from './fault.ts'

/** How much is said within two seconds. */
export const loadFaults: readonly Fault[] = [
  {
    name: '2,000 messages in a burst over 200 threads',
    runs: 1,
    isAlone: true,
    run: burst,
    options: { analystMs: 0, wordMs: 0, editEveryMs: 1_000, patienceMs: 5_000 },
    withinMs: 120_000,
  },
]

const perSecond = 1_000

async function burst({ stage, random }: Scene) {
  const addresses = stage.replicas().map(({ url }) => url)
  const crowd = openCrowd({ addresses, perSecond, seed: random.seed })
  try {
    // Processes that have just started are slow, and are not what is asked about.
    const early = Array.from({ length: 400 }, () => stage.write(stage.newThread()))
    const before = await crowd.say(early)
    await stage.settled(before, 30_000)
    const threads = Array.from({ length: 200 }, () => stage.newThread())
    const places = Array.from({ length: 2_000 }, (_, at) => threads[at % 200] ?? '')
    const during = random.shuffled(places).map((threadId) => stage.write(threadId))
    const messages = await crowd.say(during)
    const measures = () => acknowledgements(messages)
    return { messages: [...before, ...messages], recoveriesMs: none, measures }
  } finally {
    crowd.close()
  }
}
