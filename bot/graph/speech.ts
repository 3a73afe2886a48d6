import type { AppError } from '../../core/errors.ts'
import type { ModelEvent, Usage } from '../../core/types.ts'

/** What a model says, as text to pass on, and how it ended once that text is used up. */
export interface Speech {
  readonly text: AsyncIterable<string>
  readonly ending: () => { readonly usage: Usage } | { readonly error: AppError } | null
}

export function speech(events: AsyncIterable<ModelEvent>): Speech {
  let ending: ReturnType<Speech['ending']> = null
  return { text: text(), ending: () => ending }

  async function* text(): AsyncGenerator<string> {
    for await (const event of events) {
      switch (event.type) {
        case 'text':
          yield event.delta
          break
        case 'tool':
          // None was offered to a model that writes.
          break
        case 'done':
          ending = { usage: event.usage }
          return
        case 'failed':
          ending = { error: event.error }
          return
      }
    }
  }
}
