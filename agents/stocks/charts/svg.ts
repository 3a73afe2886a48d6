import { AppError } from '../../../core/errors.ts'
import { writable } from './letters.ts'
import type { Weight } from './type.ts'

type Attributes = Readonly<Record<string, string | number | undefined>>

/** One element; a number that is none would make the whole picture void, so it is an error here. */
export function tag(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const written = Object.entries(attributes).map(([key, value]) => attribute(key, value))
  const head = `<${name}${written.join('')}`
  return children.length === 0 ? `${head}/>` : `${head}>${children.join('')}</${name}>`
}

export interface TextStyle {
  readonly size: number
  readonly fill: string
  readonly weight?: Weight
  readonly anchor?: 'start' | 'middle' | 'end'
}

/** One line of text on its baseline, in letters that the fonts have. */
export function text(x: number, y: number, words: string, style: TextStyle): string {
  const { size, fill, weight = 400, anchor = 'start' } = style
  const place = anchor === 'start' ? undefined : anchor
  return tag(
    'text',
    { x, y, fill, 'font-size': size, 'font-weight': weight, 'text-anchor': place },
    escaped(writable(words)),
  )
}

export interface Stroke {
  readonly color: string
  readonly width: number
  readonly dash?: string | undefined
  readonly opacity?: number
}

export function line(from: Point, to: Point, stroke: Stroke): string {
  const { color, width, dash, opacity } = stroke
  const isUpright = from[0] === to[0] || from[1] === to[1]
  if (isUpright && dash === undefined && opacity === undefined) return rule(from, to, stroke)
  return tag('line', {
    x1: from[0],
    y1: from[1],
    x2: to[0],
    y2: to[1],
    stroke: color,
    'stroke-width': width,
    'stroke-dasharray': dash,
    'stroke-opacity': opacity,
  })
}

/** A rectangle on whole pixels looks sharper than a line, and is filled in a tenth of the time. */
function rule([x1, y1]: Point, [x2, y2]: Point, { color, width }: Stroke): string {
  return tag('rect', {
    x: whole(Math.min(x1, x2) - (x1 === x2 ? width / 2 : 0)),
    y: whole(Math.min(y1, y2) - (y1 === y2 ? width / 2 : 0)),
    width: x1 === x2 ? width : Math.abs(x2 - x1),
    height: y1 === y2 ? width : Math.abs(y2 - y1),
    fill: color,
  })
}

/** Charts are drawn at twice their size: half a unit is a pixel. */
function whole(value: number): number {
  return Math.round(value * 2) / 2
}

export type Point = readonly [x: number, y: number]

/** A line through points, broken where one is missing. A point alone between two gaps is a dot. */
export function path(points: readonly (Point | null)[], stroke: Stroke): string {
  const { color, width, dash, opacity } = stroke
  return tag('path', {
    d: pathOf(points),
    fill: 'none',
    stroke: color,
    'stroke-width': width,
    'stroke-dasharray': dash,
    'stroke-opacity': opacity,
    'stroke-linejoin': 'round',
    'stroke-linecap': 'round',
  })
}

/** Stretches of points without a gap. */
export function runsOf(points: readonly (Point | null)[]): readonly (readonly Point[])[] {
  const runs: Point[][] = []
  let isOpen = false
  for (const point of points) {
    if (point !== null && isOpen) runs.at(-1)?.push(point)
    else if (point !== null) runs.push([point])
    isOpen = point !== null
  }
  return runs
}

function pathOf(points: readonly (Point | null)[]): string {
  return runsOf(points)
    .map((run) => `M${run.map(pair).join('L')}${run.length === 1 ? 'h0' : ''}`)
    .join('')
}

export function pair([x, y]: Point): string {
  return `${short(x)} ${short(y)}`
}

/** Hundredths of a pixel are enough, and a third of the bytes. */
export function short(value: number): string {
  if (!Number.isFinite(value)) throw new AppError('bug', 'a chart asked for a place that is none')
  return String(Math.round(value * 100) / 100)
}

function attribute(key: string, value: string | number | undefined): string {
  if (value === undefined) return ''
  return ` ${key}="${typeof value === 'number' ? short(value) : escaped(value)}"`
}

/** No markup. */
function escaped(words: string): string {
  return words.replaceAll(/[&<>"']/g, (letter) => entities[letter] ?? '')
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
