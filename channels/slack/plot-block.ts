import type { Plot } from '../../core/chart.ts'
import { harmless } from './format.ts'
import type { Block } from './render.ts'

/** What Slack takes in one chart of its own: series (six at first, then more), points a series, characters. */
const mostSeries = 6
export const mostPoints = 20
const longestTitle = 50
const longestLabel = 20

/** A chart that Slack draws itself, with the colours of whoever looks; null for one that it would not take. */
export function plotBlock(title: string, { form, unit, categories, series }: Plot): Block | null {
  const labels = categories.map((category) => cut(category, longestLabel))
  const names = series.map(({ name }) => cut(name, longestLabel))
  const isWhole = series.every(
    ({ values }) => values.length === labels.length && values.every(Number.isFinite),
  )
  if (!isWhole || !isList(labels, mostPoints) || !isList(names, mostSeries)) return null
  return {
    type: 'data_visualization',
    title: cut(title, longestTitle),
    chart: {
      type: form,
      series: series.map(({ values }, at) => ({
        name: names[at],
        data: values.map((value, point) => ({ label: labels[point], value })),
      })),
      axis_config: { categories: labels, y_label: cut(unit, longestTitle) },
    },
  }
}

/** Each once, and none too many. */
function isList(words: readonly string[], most: number): boolean {
  return words.length > 0 && words.length <= most && new Set(words).size === words.length
}

/** Not between the halves of one character. */
function cut(words: string, longest: number): string {
  const text = harmless(words).trim() || '–'
  if (text.length <= longest) return text
  return `${text.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}
