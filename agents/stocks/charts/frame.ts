import { dayOf, momentText } from './days.ts'
import { canWrite } from './letters.ts'
import type { Look } from './page.ts'
import type { Origin } from './spec.ts'
import { type Stroke, tag, text } from './svg.ts'
import type { Theme } from './theme.ts'
import { fitted, widthOf } from './type.ts'

export interface Title {
  /** Cut where it is long. */
  readonly name: string
  /** Always whole. */
  readonly tail: string
  /** In the place of both where the font lacks letters of the name, or little of it would be left. */
  readonly short: string
}

export interface Head {
  readonly drawn: string
  readonly bottom: number
}

/** The title, and beside or below it whether the data are a demo's. */
export function headOf(title: Title, { isDemo }: Origin, look: Look): Head {
  const { page, theme } = look
  const baseline = page.isNarrow ? 30 : 38
  const badge = isDemo ? demoBadge(look) : { drawn: '', width: 0, height: 0 }
  const room = page.width - 2 * page.margin - badge.width
  const style = { size: page.title, weight: 600 } as const
  const words = text(page.margin, baseline, titleWithin(title, room, style), {
    ...style,
    fill: theme.ink,
  })
  return { drawn: words + badge.drawn, bottom: baseline + badge.height }
}

type Style = { readonly size: number; readonly weight: 600 }

/** Less of a name than that says nothing. */
const leastOfName = 60

function titleWithin({ name, tail, short }: Title, room: number, style: Style): string {
  const left = room - widthOf(tail, style.size, style.weight)
  const isWhole = widthOf(name, style.size, style.weight) <= left
  const isGood = isWhole || (tail !== '' && left >= leastOfName)
  return canWrite(name) && isGood ? fitted(name, left, style) + tail : fitted(short, room, style)
}

function demoBadge({ page, theme }: Look) {
  const words = 'Demo data, not a real market'
  const long = widthOf(words, 12, 600) + 20
  const left = page.isNarrow ? page.margin : page.width - page.margin - long
  const top = page.isNarrow ? 42 : 21
  const pill = tag('rect', {
    x: left,
    y: top,
    width: long,
    height: 24,
    rx: 12,
    fill: theme.demoGround,
  })
  const said = text(left + 10, top + 16, words, { size: 12, weight: 600, fill: theme.demo })
  const room = page.isNarrow ? { width: 0, height: 34 } : { width: long + 16, height: 0 }
  return { drawn: pill + said, ...room }
}

export interface Frame {
  readonly head: Head
  /** Where the body ends. */
  readonly bottom: number
  readonly origin: Origin
  /** What the numbers are counted in, said in the footer. */
  readonly units: readonly string[]
}

/** A whole picture: ground, title, what is in it, and where it comes from. */
export function framed(
  { head, bottom, origin, units }: Frame,
  look: Look,
  body: readonly string[],
): string {
  const { page, theme } = look
  const { width } = page
  const footer = footerOf({ origin, units, top: bottom }, look)
  const { height } = footer
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
    head.drawn,
    ...body,
    footer.drawn,
  )
}

interface Footer extends Pick<Frame, 'origin' | 'units'> {
  readonly top: number
}

/** In as many lines as it takes. */
function footerOf({ origin, units, top }: Footer, { page, theme }: Look) {
  const size = page.tick
  const lines = linesOf(originWords(origin, units), page.width - 2 * page.margin, size)
  const first = top + 26
  const baselines = lines.map((_, index) => first + index * (size + 5))
  const drawn = lines.map((words, index) =>
    text(page.margin, baselines[index] ?? first, words, { size, fill: theme.soft }),
  )
  return { drawn: drawn.join(''), height: (baselines.at(-1) ?? first) + 16 }
}

function originWords(
  { source, asOf, fetchedAt }: Origin,
  units: readonly string[],
): readonly string[] {
  return [
    `As of ${momentText(asOf)}`,
    ...(dayOf(fetchedAt) === dayOf(asOf) ? [] : [`Fetched ${momentText(fetchedAt)}`]),
    ...units,
    `Source: ${source}`,
  ]
}

/** Broken between words that belong together, never within, and cut where not even one of them fits. */
function linesOf(parts: readonly string[], room: number, size: number): readonly string[] {
  const lines: string[] = []
  for (const part of parts) {
    const longer = `${lines.at(-1) ?? ''} · ${part}`
    if (lines.length > 0 && widthOf(longer, size) <= room) lines[lines.length - 1] = longer
    else lines.push(fitted(part, room, { size }))
  }
  return lines
}

export function gridLine(theme: Theme): Stroke {
  return { color: theme.grid, width: 1 }
}
