import { closeUnfinished, lastBlockStart } from '../markdown.ts'
import { normalised, parse, spanOf } from '../parse.ts'
import { printable } from '../printable.ts'
import { type RenderOptions, renderLines } from './render.ts'

/** A growing text in lines: what is complete is rendered once, only the last block again and again. */
export interface GrowingPage {
  partial(text: string): readonly string[]
  whole(text: string): readonly string[]
}

export function growingPage(options: RenderOptions): GrowingPage {
  let settled = ''
  let settledLines: readonly string[] = []

  /** The last block of the text; all before it is settled. */
  function unsettled(text: string): string {
    if (!text.startsWith(settled)) [settled, settledLines] = ['', []]
    const rest = text.slice(settled.length)
    const start = lastBlockStart(rest)
    if (start === 0) return rest
    settledLines = below(settledLines, renderLines(rest.slice(0, start), options))
    settled += rest.slice(0, start)
    return rest.slice(start)
  }

  return {
    partial(text) {
      const rest = withoutTable(closeUnfinished(unsettled(normalised(printable(text)))))
      return below(settledLines, renderLines(rest, options))
    },
    whole(text) {
      const rest = unsettled(normalised(printable(text)))
      return below(settledLines, renderLines(rest, options))
    },
  }
}

/** The columns of a table are known when all its rows are: until then it would jump about. */
function withoutTable(text: string): string {
  const last = parse(text).children.at(-1)
  return last?.type === 'table' ? text.slice(0, spanOf(last).start) : text
}

function below(lines: readonly string[], more: readonly string[]): readonly string[] {
  if (lines.length === 0 || more.length === 0) return [...lines, ...more]
  return [...lines, '', ...more]
}
