import { dayOf, momentText } from './days.ts'
import type { Origin } from './spec.ts'
import { type Stroke, tag, text } from './svg.ts'
import type { Theme } from './theme.ts'
import { fitted, widthOf } from './type.ts'

export const width = 760
export const margin = 24

export interface Frame {
  readonly title: string
  readonly height: number
  readonly origin: Origin
  /** What the numbers are counted in, said in the footer. */
  readonly unit: string | null
  readonly theme: Theme
}

/** A whole picture: ground, title, what is in it, and where it comes from. */
export function framed(
  { title, height, origin, unit, theme }: Frame,
  body: readonly string[],
): string {
  return tag(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      'font-family': 'Inter',
    },
    tag('rect', { width, height, fill: theme.ground }),
    titleOf(title, origin, theme),
    ...body,
    footer({ height, origin, unit, theme }),
  )
}

const titleSize = 17

function titleOf(title: string, { isDemo }: Origin, theme: Theme): string {
  const badge = isDemo ? demoBadge(theme) : { drawn: '', width: 0 }
  const words = fitted(title, width - 2 * margin - badge.width, { size: titleSize, weight: 600 })
  return text(margin, 38, words, { size: titleSize, weight: 600, fill: theme.ink }) + badge.drawn
}

function demoBadge(theme: Theme): { readonly drawn: string; readonly width: number } {
  const words = 'Demo data, not a real market'
  const long = widthOf(words, 12, 600) + 20
  const left = width - margin - long
  const pill = tag('rect', {
    x: left,
    y: 21,
    width: long,
    height: 24,
    rx: 12,
    fill: theme.demoGround,
  })
  const said = text(left + 10, 37, words, { size: 12, weight: 600, fill: theme.demo })
  return { drawn: pill + said, width: long + 16 }
}

function footer({ height, origin, unit, theme }: Omit<Frame, 'title'>): string {
  const { source, asOf, fetchedAt } = origin
  const fetched = dayOf(fetchedAt) === dayOf(asOf) ? '' : ` · Fetched ${momentText(fetchedAt)}`
  const counted = unit === null ? '' : ` · ${unit}`
  const words = `As of ${momentText(asOf)}${fetched}${counted} · Source: ${source}`
  const size = 11
  return text(margin, height - 16, fitted(words, width - 2 * margin, { size }), {
    size,
    fill: theme.soft,
  })
}

export function gridLine(theme: Theme): Stroke {
  return { color: theme.grid, width: 1 }
}

export const tickSize = 11
