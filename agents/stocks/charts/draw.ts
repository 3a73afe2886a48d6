import type { ChartTheme } from '../../../core/chart.ts'
import { drawComparison } from './comparison.ts'
import { drawConfidence } from './confidence.ts'
import { drawPrice } from './price.ts'
import { chartSpec } from './spec.ts'
import { themes } from './theme.ts'

/** The picture of a chart of this project, as SVG. Pure: the same data, the same picture. */
export function draw(given: unknown, name: ChartTheme): string {
  const spec = chartSpec.parse(given)
  const theme = themes[name]
  if (spec.kind === 'price') return drawPrice(spec, theme)
  if (spec.kind === 'comparison') return drawComparison(spec, theme)
  return drawConfidence(spec, theme)
}
