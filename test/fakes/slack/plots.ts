import { z } from 'zod'

/** What a chart that Slack draws itself may hold. */
const label = z.string().min(1).max(20)
const title = z.string().min(1).max(50)
const finite = z.number().refine(Number.isFinite)
const mostSeries = 12
const mostPoints = 20

const series = z.strictObject({
  name: label,
  data: z
    .array(z.strictObject({ label, value: finite }))
    .min(1)
    .max(mostPoints),
})
const axes = z.strictObject({
  categories: z.array(label).min(1).max(mostPoints),
  x_label: title.optional(),
  y_label: title.optional(),
})

const lines = z
  .strictObject({
    type: z.enum(['line', 'bar', 'area']),
    series: z.array(series).min(1).max(mostSeries),
    axis_config: axes,
  })
  .refine(({ series: all }) => isUnique(all.map(({ name }) => name)), 'a name of a series twice')
  .refine(({ axis_config: { categories } }) => isUnique(categories), 'a category twice')
  .refine(
    ({ series: all, axis_config: { categories } }) =>
      all.every(({ data }) =>
        isSame(
          data.map((point) => point.label),
          categories,
        ),
      ),
    'a series without exactly one point for each category',
  )

const pie = z.strictObject({
  type: z.literal('pie'),
  segments: z
    .array(z.strictObject({ label, value: finite.refine((value) => value > 0) }))
    .min(1)
    .max(mostSeries),
})

export const plot = z.discriminatedUnion('type', [lines, pie])

function isUnique(words: readonly string[]): boolean {
  return new Set(words).size === words.length
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && other.every((word) => one.includes(word))
}
