import { AppError } from '../../../core/errors.ts'
import type { ModelEvent } from '../../../core/model.ts'
import { sentences } from '../sentences.ts'
import type { LeakWatch } from './canary.ts'

/** An answer that is listened to before anybody else hears it. */
export interface Heard {
  readonly events: AsyncIterable<ModelEvent>
  /** A new one for each text that is watched. */
  readonly watch: () => LeakWatch
  readonly onLeak: () => void
  readonly onCall: () => void
  /** One line of markdown, or a part of one, made neutral. */
  readonly neutral: (line: string) => string
}

/**
 * Prose is passed on sentence by sentence, each neutral; it ends before the first that gives something away. When the
 * model begins anew, so does all this.
 */
export async function* prose(heard: Heard): AsyncGenerator<ModelEvent> {
  const iterator = heard.events[Symbol.asyncIterator]()
  try {
    for (;;) {
      const end = yield* onePart(heard, iterator)
      yield end
      if (end.type !== 'restart') return
    }
  } finally {
    await iterator.return?.()
  }
}

/** Up to an event that ends a text. */
async function* onePart(
  heard: Heard,
  events: AsyncIterator<ModelEvent>,
): AsyncGenerator<ModelEvent, ModelEvent> {
  const [leaks, shownLeaks] = [heard.watch(), heard.watch()]
  const { text, ending } = textOf(events, heard.onCall)
  let shown = ''
  for await (const sentence of sentences(text)) {
    if (ending()?.type === 'restart') break
    const delta = heard.neutral(sentence)
    if (leaks(sentence) || shownLeaks(delta)) return stopped(heard, shown)
    shown += delta
    yield { type: 'text', delta }
  }
  const end = ending() ?? unended('')
  if (end.type === 'done') return { ...end, text: shown }
  return end.type === 'failed' ? { ...end, partial: shown } : end
}

/** Whoever waits for the end of an answer is told that there was none. */
function unended(partial: string): ModelEvent {
  const error = new AppError('unavailable', 'the stream of a model ended without an end')
  return { type: 'failed', error, partial }
}

/** What has a form is passed on whole, or not at all. */
export async function* whole(heard: Heard): AsyncGenerator<ModelEvent> {
  const leaks = heard.watch()
  let end: ModelEvent | undefined
  for await (const event of heard.events) {
    if (event.type === 'tool') heard.onCall()
    if (event.type === 'restart') yield event
    if (event.type === 'failed') end = { ...event, partial: '' }
    if (event.type === 'done') end = event
    if (end !== undefined) break
  }
  if (end?.type === 'done' && leaks(end.text)) end = { ...stopped(heard, ''), usage: end.usage }
  yield end ?? unended('')
}

function stopped({ onLeak }: Heard, partial: string): Extract<ModelEvent, { type: 'failed' }> {
  onLeak()
  const said = 'I stopped the language model: it was about to give away what it had been told.'
  const error = new AppError('unavailable', 'an answer gave its instructions away', { said })
  return { type: 'failed', error, partial }
}

interface Text {
  readonly text: AsyncIterable<string>
  readonly ending: () => ModelEvent | undefined
}

function textOf(events: AsyncIterator<ModelEvent>, onCall: () => void): Text {
  let end: ModelEvent | undefined
  return { text: text(), ending: () => end }

  async function* text(): AsyncGenerator<string> {
    for (let next = await events.next(); !next.done; next = await events.next()) {
      const { value: event } = next
      // No tool was offered, and nobody does what one that is asked for would do.
      if (event.type === 'tool') {
        onCall()
        continue
      }
      if (event.type !== 'text') {
        end = event
        return
      }
      yield event.delta
    }
  }
}
