import { acknowledgements, type Fault, none, type Scene } from './fault.ts'

/** How much is said at once. */
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

async function burst({ stage, random }: Scene) {
  const threads = Array.from({ length: 200 }, () => stage.newThread())
  const places = random.shuffled(Array.from({ length: 2_000 }, (_, at) => threads[at % 200] ?? ''))
  const messages = places.map((threadId) => stage.say(threadId))
  return { messages, recoveriesMs: none, measures: () => acknowledgements(messages) }
}
