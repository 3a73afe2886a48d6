import type { AppError } from '../../core/errors.ts'
import type { ModelEvent } from '../../core/model.ts'
import type { Usage } from '../../core/types.ts'

/** What a model says, as text to pass on, and how it ended once that text is used up. */
export interface Speech {
  /** Throws `Restarted` when what came so far is void; asked again, it is the text from there on. */
  text(): AsyncIterable<string>
  /** Null while there is no end. */
  ending(): { readonly usage: Usage } | { readonly error: AppError } | null
  /** Every call that was made for it so far. */
  usage(): readonly Usage[]
}

/** Another call began, with a text of its own. */
export class Restarted extends Error {
  override readonly name = 'Restarted'
}

export function speech(events: AsyncIterable<ModelEvent>): Speech {
  const iterator = events[Symbol.asyncIterator]()
  const usage: Usage[] = []
  let ending: ReturnType<Speech['ending']> = null
  return { text, ending: () => ending, usage: () => usage }

  async function* text(): AsyncGenerator<string> {
    let isToGoOn = false
    try {
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
        const event = next.value
        if ('usage' in event && event.usage) usage.push(event.usage)
        switch (event.type) {
          case 'text':
            yield event.delta
            break
          case 'tool':
            // None was offered to a model that writes.
            break
          case 'restart':
            isToGoOn = true
            throw new Restarted('another call began')
          case 'done':
            ending = { usage: event.usage }
            return
          case 'failed':
            ending = { error: event.error }
            return
        }
      }
    } finally {
      // Whoever reads no more hangs up.
      if (!isToGoOn) await iterator.return?.()
    }
  }
}

/** All of a speech, from its last beginning. */
export async function wholeOf(said: Speech): Promise<string> {
  let whole = ''
  try {
    for await (const delta of said.text()) whole += delta
    return whole
  } catch (error) {
    if (error instanceof Restarted) return wholeOf(said)
    throw error
  }
}
