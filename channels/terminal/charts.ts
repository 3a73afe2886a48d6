import type { Chart } from '../../core/chart.ts'
import { printable } from '../printable.ts'
import type { Paint } from './paint.ts'
import { wrap } from './wrap.ts'

const heights = Array.from('▁▂▃▄▅▆▇█')

/** The line of a chart in letters of eight heights; a chart of another kind is left to the words of the reply. */
export function chartLines(charts: readonly Chart[], columns: number, paint: Paint): string[] {
  return charts.flatMap(({ title, alt, sketch = [] }) =>
    sketch.length < 2
      ? []
      : [
          `${paint.bold(line(title))}  ${paint.cyan(spark(sketch))}`,
          ...wrap(paint.dim(line(alt)), columns),
        ],
  )
}

function spark(values: readonly number[]): string {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const step = (high - low) / heights.length || Infinity
  return values
    .map((value) => heights[Math.min(heights.length - 1, Math.floor((value - low) / step))])
    .join('')
}

function line(text: string): string {
  return printable(text).replaceAll(/\s+/g, ' ').trim()
}
