import { fixed } from './figures.ts'
import { framed, headOf } from './frame.ts'
import type { Look, Page } from './page.ts'
import type { ConfidenceSpec } from './spec.ts'
import { line, tag, text } from './svg.ts'
import { fitted, widthOf } from './type.ts'

const barHeight = 14
const voteHeight = 26

/** How sure a rating is, and how each analyst voted. */
export function drawConfidence(spec: ConfidenceSpec, look: Look): string {
  const { page } = look
  const head = headOf(titleOf(spec), spec.origin, look)
  const percent = Math.max(0, Math.min(100, spec.confidencePercent))
  const votes = spec.votes.map(({ analyst, score }) => ({ name: nameOf(analyst, page), score }))
  const top = head.bottom + 84
  const bottom = top + votes.length * voteHeight
  const longest = Math.max(...votes.map(({ name }) => widthOf(name, 13)), 0)
  const axis = axisOf(page.margin + Math.ceil(longest) + 64, page)
  const frame = { head, bottom: bottom + 32, origin: spec.origin, units: [] }
  return framed(frame, look, [
    ...confidenceBar(percent, head.bottom + 22, look),
    ...votes.flatMap((each, index) => vote(each, { ...axis, y: top + index * voteHeight }, look)),
    ...scale(axis, { top, bottom }, look),
  ])
}

/** The rating itself stands above, at the head of the reply. */
function titleOf({ symbol, confidencePercent }: ConfidenceSpec) {
  const tail = `: ${fixed(confidencePercent, 0)}% confidence`
  return { name: symbol, tail, short: symbol + tail }
}

/** At most a third of the page. */
function nameOf(analyst: string, { width }: Page): string {
  return fitted(analyst.charAt(0).toUpperCase() + analyst.slice(1), width / 3, { size: 13 })
}

function confidenceBar(percent: number, y: number, { page, theme }: Look): readonly string[] {
  const { margin } = page
  const long = page.width - 2 * margin
  const filled = (long * percent) / 100
  const bar = (width: number, fill: string) =>
    tag('rect', {
      x: margin,
      y,
      width,
      height: barHeight,
      rx: Math.min(width, barHeight) / 2,
      fill,
    })
  return [
    bar(long, theme.grid),
    bar(filled, theme.price),
    ...[0, 25, 50, 75, 100].map((tick) =>
      text(margin + (long * tick) / 100, y + barHeight + 5 + page.tick, `${tick}%`, {
        size: page.tick,
        fill: theme.soft,
        anchor: anchorOf(tick),
      }),
    ),
  ]
}

function anchorOf(tick: number): 'start' | 'middle' | 'end' {
  if (tick === 0) return 'start'
  return tick === 100 ? 'end' : 'middle'
}

interface Axis {
  readonly left: number
  readonly middle: number
  readonly half: number
}

function axisOf(left: number, { width, margin }: Page): Axis {
  const right = width - margin
  return { left, middle: (left + right) / 2, half: (right - left) / 2 }
}

interface Vote {
  readonly name: string
  readonly score: number | null
}

/** To the right of the middle for, to the left against. */
function vote(
  { name, score }: Vote,
  { left, middle, half, y }: Axis & { readonly y: number },
  { page, theme }: Look,
): readonly string[] {
  const named = text(page.margin, y + 14, name, { size: 13, fill: theme.ink })
  if (score === null) {
    return [named, text(middle + 8, y + 14, 'no vote', { size: 12, fill: theme.soft })]
  }
  const long = Math.max(1.5, Math.abs(score) * half)
  const bar = tag('rect', {
    x: score < 0 ? middle - long : middle,
    y: y + 3,
    width: long,
    height: 14,
    rx: 2,
    fill: score < 0 ? theme.fall : theme.rise,
  })
  const sign = score > 0 ? '+' : ''
  const said = text(left - 12, y + 14, `${sign}${fixed(score, 2)}`, {
    size: 13,
    weight: 600,
    fill: theme.ink,
    anchor: 'end',
  })
  return [named, said, bar]
}

function scale(
  { middle, half }: Axis,
  { top, bottom }: { readonly top: number; readonly bottom: number },
  { page, theme }: Look,
): readonly string[] {
  const words = [
    { x: middle - half, said: 'bearish −1', anchor: 'start' },
    { x: middle, said: '0', anchor: 'middle' },
    { x: middle + half, said: '+1 bullish', anchor: 'end' },
  ] as const
  const stroke = { color: theme.axis, width: 1 }
  return [
    line([middle, top - 4], [middle, bottom + 2], stroke),
    line([middle - half, bottom + 2], [middle + half, bottom + 2], stroke),
    ...words.map(({ x, said, anchor }) =>
      text(x, bottom + 7 + page.tick, said, { size: page.tick, fill: theme.soft, anchor }),
    ),
  ]
}
