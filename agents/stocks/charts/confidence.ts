import { fixed } from './figures.ts'
import { framed, margin, tickSize, width } from './frame.ts'
import type { ConfidenceSpec } from './spec.ts'
import { line, tag, text } from './svg.ts'
import type { Theme } from './theme.ts'
import { widthOf } from './type.ts'

const barTop = 60
const barHeight = 14
const votesTop = 122
const voteHeight = 26

/** How sure a rating is, and how each analyst voted. */
export function drawConfidence(spec: ConfidenceSpec, theme: Theme): string {
  const percent = Math.max(0, Math.min(100, spec.confidencePercent))
  const names = spec.votes.map(({ analyst }) => capitalised(analyst))
  const left = margin + Math.ceil(Math.max(...names.map((name) => widthOf(name, 13)), 0)) + 64
  const title = `${spec.symbol}: ${spec.rating}, ${fixed(spec.confidencePercent, 0)}% confidence`
  const height = votesTop + spec.votes.length * voteHeight + 74
  return framed({ title, height, origin: spec.origin, unit: null, theme }, [
    ...confidenceBar(percent, theme),
    ...spec.votes.flatMap(({ analyst, score }, index) =>
      vote({ name: capitalised(analyst), score }, votesTop + index * voteHeight, { left, theme }),
    ),
    ...scale(left, votesTop + spec.votes.length * voteHeight, theme),
  ])
}

function confidenceBar(percent: number, theme: Theme): readonly string[] {
  const long = width - 2 * margin
  const rounded = { y: barTop, height: barHeight, rx: barHeight / 2 }
  const filled = (long * percent) / 100
  return [
    tag('rect', { x: margin, width: long, fill: theme.grid, ...rounded }),
    filled < barHeight
      ? ''
      : tag('rect', { x: margin, width: filled, fill: theme.price, ...rounded }),
    ...[0, 25, 50, 75, 100].map((tick) =>
      text(margin + (long * tick) / 100, barTop + barHeight + 16, `${tick}%`, {
        size: tickSize,
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

interface Vote {
  readonly name: string
  readonly score: number | null
}

interface At {
  readonly left: number
  readonly theme: Theme
}

/** To the right of the middle for, to the left against. */
function vote({ name, score }: Vote, y: number, { left, theme }: At): readonly string[] {
  const [middle, half] = reachOf(left)
  const named = text(margin, y + 14, name, { size: 13, fill: theme.ink })
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

function scale(left: number, bottom: number, theme: Theme): readonly string[] {
  const [middle, half] = reachOf(left)
  const words = [
    { x: middle - half, said: 'bearish −1', anchor: 'start' },
    { x: middle, said: '0', anchor: 'middle' },
    { x: middle + half, said: '+1 bullish', anchor: 'end' },
  ] as const
  return [
    line([middle, votesTop - 4], [middle, bottom + 2], { color: theme.axis, width: 1 }),
    line([middle - half, bottom + 2], [middle + half, bottom + 2], { color: theme.axis, width: 1 }),
    ...words.map(({ x, said, anchor }) =>
      text(x, bottom + 18, said, { size: tickSize, fill: theme.soft, anchor }),
    ),
  ]
}

function reachOf(left: number): readonly [middle: number, half: number] {
  const right = width - margin
  return [(left + right) / 2, (right - left) / 2]
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
