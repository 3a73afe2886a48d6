import type { Channel, LiveReply } from '../../core/types.ts'
import { type FinalEvent, isLast } from '../events.ts'
import { printable } from '../printable.ts'
import { pipedReply } from './piped-reply.ts'
import { type Output, openRegion } from './region.ts'
import { renderLines } from './render.ts'
import { screenReply } from './screen-reply.ts'

export interface TerminalOptions {
  /** Where answers go. */
  readonly output: Output
  /** Whether that is a screen, on which lines can be changed and markdown is rendered. */
  readonly isTTY: boolean
  readonly columns: number
  readonly rows?: number
  readonly color: boolean
  /** Where progress and the reason of a failure go when `output` is no screen. */
  readonly progress?: Output
  /** Told of the last event of every reply, once it is shown. */
  readonly onReply?: (event: FinalEvent) => void
}

/** The terminal that this process runs in. */
export function terminalChannel(options: TerminalOptions): Channel {
  const { output, isTTY, progress = nowhere, onReply = () => {} } = options
  const region = openRegion(output, options.rows ?? 24)
  const shown = new Set<string>()

  function show(text: string): void {
    if (!isTTY) return void output.write(`${printable(text).trimEnd()}\n`)
    region.show(renderLines(text, options))
  }

  return {
    name: 'terminal',
    limits: { length: 1_000_000, unit: 'utf16', editEveryMs: 50 },
    start: async () => {},
    stop: async () => {},
    async post(_, { text }, key) {
      if (!shown.has(key)) {
        region.keep()
        show(text)
      }
      shown.add(key)
      return key
    },
    edit: async (_, _postId, { text }) => show(text),
    async live({ turnId }) {
      region.keep()
      const reply = isTTY ? screenReply(region, options) : pipedReply(output, progress)
      return { postId: turnId, write: (event) => write(reply, event) }
    },
  }

  async function write(
    reply: Pick<LiveReply, 'write'>,
    event: Parameters<LiveReply['write']>[0],
  ): Promise<void> {
    await reply.write(event)
    if (isLast(event)) onReply(event)
  }
}

const nowhere: Output = { write: () => {} }
