import type { LiveReply } from '../../core/types.ts'
import { type FinalEvent, isLast } from '../events.ts'
import { printable } from '../printable.ts'
import type { Output } from './region.ts'

/** A reply into a pipe or a file: markdown, and not before it is certain. Progress and reasons go elsewhere. */
export function pipedReply(output: Output, progress: Output): Pick<LiveReply, 'write'> {
  return {
    async write(event) {
      if (event.type === 'task' && event.state !== 'started') {
        progress.write(`${event.state === 'done' ? '✓' : '✗'} ${printable(event.title)}\n`)
      }
      if (isLast(event)) end(event, output, progress)
    },
  }
}

function end(event: FinalEvent, output: Output, progress: Output): void {
  const text = printable(textOf(event)).trimEnd()
  if (text !== '') output.write(`${text}\n`)
  if (event.type === 'failed') progress.write(`${printable(event.error.said)}\n`)
}

/** What could be pressed elsewhere is listed: a text may announce it. */
function textOf(event: FinalEvent): string {
  if (event.type === 'failed') return event.partial
  const { text, choices } = event.reply
  const offers = choices.map((choice) => `- ${choice.text}`).join('\n')
  return offers === '' ? text : `${text.trimEnd()}\n\n${offers}`
}
