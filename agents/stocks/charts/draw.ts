import type { ChartLook } from '../../../core/chart.ts'
import { drawComparison } from './comparison.ts'
import { drawConfidence } from './confidence.ts'
import { pages } from './page.ts'
import { drawPrice } from './price.ts'
import { chartSpec } from './spec.ts'
import { themes } from './theme.ts'

/** The picture of a chart of this project, as SVG. Pure: the same data, the same picture. */
export function draw(given: unknown, { theme, size }: ChartLook): string {
  const spec = chartSpec.parse(given)
  const look = { theme: themes[theme], page: pages[size] }
  if (spec.kind === 'price') return drawPrice(spec, look)
  if (spec.kind === 'comparison') return drawComparison(spec, look)
  return drawConfidence(spec, look)
}
