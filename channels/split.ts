import { blockEnds } from './blocks.ts'
import { cutAt, cutRows } from './cut-rows.ts'
import { type Cut, bestCut, rawCut } from './cut.ts'
import { dedent } from './dedent.ts'
import { type Length, fittingIndex, isWithin, lengthOf } from './length.ts'
import { normalised } from './parse.ts'
import { inlineReferences } from './references.ts'

/**
 * Markdown in parts that each fit into one post. Blocks that fit are kept whole; what has to be broken is made
 * whole on both sides: a fence is closed and reopened, a table repeats its header, bold text stays bold.
 */
export function split(markdown: string, limits: Length): string[] {
  if (isWithin(markdown, limits)) return [markdown]
  const parts: string[] = []
  let rest = inlineReferences(normalised(markdown))
  while (!isWithin(rest, limits)) {
    const [part, next] = divide(rest, limits)
    if (part !== '') parts.push(part)
    rest = next
  }
  return rest.trim() === '' ? parts : [...parts, rest.trimEnd()]
}

/** Looks two parts further, to know of a block or a bold phrase that begins in this part whether it fits the next. */
function divide(text: string, limits: Length): readonly [string, string] {
  const window = text.slice(0, fittingIndex(text, { ...limits, length: 3 * limits.length }))
  return (
    attempt(text, quickCut(window, limits), limits) ??
    attempt(text, bestCut(window, limits), limits) ??
    raw(text, window, limits)
  )
}

/** Undefined when this cut would break its promise: a part within the limit, and less left than before. */
function attempt(
  text: string,
  cut: Cut | undefined,
  limits: Length,
): readonly [string, string] | undefined {
  if (cut === undefined) return undefined
  const part = clean(text.slice(0, cut.at)) + cut.close
  const rest = cut.open + dedent(text.slice(cut.from), cut.columns)
  return isWithin(part, limits) && rest.length < text.length ? [part, rest] : undefined
}

function raw(text: string, window: string, limits: Length): readonly [string, string] {
  const at = rawCut(window, limits)
  return [text.slice(0, at).trim() === '' ? '' : text.slice(0, at), text.slice(at)]
}

/** After the last block that fits when the next fits a part of its own, or between its rows when it does not. */
function quickCut(window: string, limits: Length): Cut | undefined {
  let start = 0
  let used = 0
  let kept = 0
  for (const end of blockEnds(window)) {
    const block = window.slice(start, end)
    const room = limits.length - used
    if (lengthOf(block.trimEnd(), limits.unit) > room) {
      if (isWithin(block.trimEnd(), limits)) return kept > 0 ? cutAt(kept, '') : undefined
      return shifted(cutRows(block, limits, room), start)
    }
    used += lengthOf(block, limits.unit)
    start = end
    if (!isHeading(block)) kept = end
  }
  return undefined
}

function shifted(cut: Cut | undefined, by: number): Cut | undefined {
  return cut && { ...cut, at: cut.at + by, from: cut.from + by }
}

/** A heading goes with what it is the heading of. */
function isHeading(block: string): boolean {
  return /^#{1,6}[ \t][^\n]*\s*$/.test(block)
}

function clean(text: string): string {
  return text.replace(/^(?:[ \t]*\n)+/, '').trimEnd()
}
