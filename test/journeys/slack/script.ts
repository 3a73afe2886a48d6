import { agentOf, replyWith } from '../../../bot/test-conversation.ts'
import { type FakeReply, openReply } from '../../../channels/fake.ts'
import { AppError } from '../../../core/errors.ts'
import type { Agent, Reply, ReplyEvent } from '../../../core/types.ts'

/** An agent whose replies the test writes, event by event, one after the other. */
export interface Script {
  readonly agent: Agent
  /** The next words of the reply that is being written. */
  say(...words: readonly string[]): void
  event(...events: readonly ReplyEvent[]): void
  /** What was said so far is the whole reply; what comes then is of the next one. */
  end(more?: Partial<Reply>): void
}

interface Written {
  readonly reply: FakeReply
  text: string
}

export function openScript(): Script {
  const written: Written[] = []
  let writing = 0
  let asked = 0
  const nth = (at: number): Written => (written[at] ??= { reply: openReply(), text: '' })

  function event(...events: readonly ReplyEvent[]): void {
    const own = nth(writing)
    for (const one of events) if (one.type === 'text') own.text += one.delta
    own.reply.push(...events)
  }

  function last(own: Written, finalEvent: ReplyEvent): void {
    own.reply.push(finalEvent)
    own.reply.end()
    if (nth(writing) === own) writing += 1
  }

  return {
    agent: agentOf(async function* ({ signal }) {
      const own = nth(asked)
      asked += 1
      const stop = () => {
        const error = AppError.from(signal.reason)
        last(own, { type: 'failed', error, partial: own.text })
      }
      if (signal.aborted) stop()
      signal.addEventListener('abort', stop)
      yield* own.reply
    }),
    say: (...words) => event(...words.map((delta) => ({ type: 'text', delta }) as const)),
    event,
    end(more = {}) {
      const own = nth(writing)
      last(own, { type: 'done', reply: { ...replyWith(own.text), ...more } })
    },
  }
}
