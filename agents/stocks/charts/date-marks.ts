import { type DatedPlace, dateTicks } from './date-ticks.ts'
import { gridLine } from './frame.ts'
import type { Look } from './page.ts'
import type { Box } from './price-pane.ts'
import { line, text } from './svg.ts'

/** Below a chart its dates, each with a line up through it. */
export function dateMarks(places: readonly DatedPlace[], box: Box, { page, theme }: Look): string {
  const edges = { left: box.left - 16, right: Math.min(box.right + 24, page.width - 4) }
  return dateTicks(places, edges, page)
    .flatMap(({ x, labelX, label, isStrong }) => [
      line([x, box.top], [x, box.bottom + 5], gridLine(theme)),
      text(labelX, box.bottom + 8 + page.tick, label, {
        size: page.tick,
        weight: isStrong ? 600 : 400,
        fill: isStrong ? theme.ink : theme.soft,
        anchor: 'middle',
      }),
    ])
    .join('')
}
