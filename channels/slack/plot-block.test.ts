import { expect, it } from 'vitest'

import type { Plot } from '../../core/chart.ts'
import { checkBlocks } from '../../test/fakes/slack/blocks.ts'
import { plotBlock } from './plot-block.ts'
import type { Block } from './render.ts'

const plot: Plot = {
  form: 'line',
  unit: 'USD',
  categories: ['1 Jan 2020', '2 Jan 2020'],
  series: [{ name: 'AAPL', values: [1.5, -2] }],
}

/** What Slack says to a message with those; null when it takes them. */
function refusal(blocks: readonly (Block | null)[]): unknown {
  try {
    checkBlocks(
      blocks.filter((block) => block !== null),
      new Set(),
    )
    return null
  } catch (error) {
    return error
  }
}

it('is the block that Slack documents', () => {
  expect(plotBlock('AAPL: price', plot)).toEqual({
    type: 'data_visualization',
    title: 'AAPL: price',
    chart: {
      type: 'line',
      series: [
        {
          name: 'AAPL',
          data: [
            { label: '1 Jan 2020', value: 1.5 },
            { label: '2 Jan 2020', value: -2 },
          ],
        },
      ],
      axis_config: { categories: ['1 Jan 2020', '2 Jan 2020'], y_label: 'USD' },
    },
  })
})

const many = Array.from({ length: 20 }, (_, at) => `Day ${at}`)
const six = many.slice(0, 6).map((name) => ({ name, values: many.map((_, at) => at) }))

it.each<[string, string, Plot]>([
  ['as much as it takes', 'T'.repeat(50), { ...plot, categories: many, series: six }],
  ['a long title', 'T'.repeat(51), plot],
  ['a long unit', 'T', { ...plot, unit: 'U'.repeat(51) }],
  ['a long name', 'T', { ...plot, series: [{ name: '😀'.repeat(12), values: [1, 2] }] }],
  ['no words at all', ' ', { ...plot, unit: '', series: [{ name: '', values: [1, 2] }] }],
])('is taken by Slack with %s', (_what, title, given) => {
  const block = plotBlock(title, given)
  expect(block).not.toBeNull()
  expect(refusal([block])).toBeNull()
})

it.each<[string, Plot]>([
  [
    'too many points',
    {
      ...plot,
      categories: [...many, 'more'],
      series: [{ name: 'A', values: [...many, 1].map((_, at) => at) }],
    },
  ],
  [
    'too many series',
    { ...plot, series: [...six, { name: 'more', values: many.map(() => 1) }], categories: many },
  ],
  ['a value too few', { ...plot, series: [{ name: 'A', values: [1] }] }],
  ['a value that is none', { ...plot, series: [{ name: 'A', values: [1, Number.NaN] }] }],
  ['a category twice', { ...plot, categories: ['one', 'one'] }],
  [
    'names that are the same once cut',
    {
      ...plot,
      series: ['1', '2'].map((end) => ({ name: `${'A'.repeat(20)}${end}`, values: [1, 2] })),
    },
  ],
  ['nothing', { ...plot, categories: [], series: [] }],
])('is not made of %s', (_what, given) => {
  expect(plotBlock('T', given)).toBeNull()
})

const named = ['A', 'B']

/** A block that is as it should be but for what it is given. */
function raw(categories: readonly string[], names: readonly string[], title = 'T'): Block {
  const data = categories.map((label) => ({ label, value: 1 }))
  const series = names.map((name) => ({ name, data }))
  const chart = { type: 'line', series, axis_config: { categories } }
  return { type: 'data_visualization', title, chart }
}

function pie(value: number): Block {
  const chart = { type: 'pie', segments: [{ label: 'A', value }] }
  return { type: 'data_visualization', title: 'T', chart }
}

it.each<[string, Block, Block]>([
  ['title', raw(named, named, 'T'.repeat(50)), raw(named, named, 'T'.repeat(51))],
  ['title', raw(named, named), raw(named, named, '')],
  ['label', raw(['A'.repeat(20), 'B'], named), raw(['A'.repeat(21), 'B'], named)],
  ['name', raw(named, ['A'.repeat(20)]), raw(named, ['A'.repeat(21)])],
  ['number of categories', raw(many, named), raw([...many, 'more'], named)],
  ['number of series', raw(named, many.slice(0, 12)), raw(named, many.slice(0, 13))],
  ['categories', raw(named, named), raw(['A', 'A'], named)],
  ['names', raw(named, named), raw(named, ['A', 'A'])],
  ['segments', pie(1), pie(0)],
])('is held by Slack to its %s', (_what, taken, refused) => {
  expect(refusal([taken])).toBeNull()
  expect(refusal([refused])).toMatchObject({ message: 'invalid_blocks' })
})

it.each([
  ['a point of no category', { axis_config: { categories: ['A', 'C'] } }],
  ['a category without a point', { axis_config: { categories: ['A', 'B', 'C'] } }],
  ['no axes', { axis_config: undefined }],
  ['another kind of chart', { type: 'candles' }],
])('is refused by Slack with %s', (_what, changed) => {
  const { chart, ...block } = raw(named, named)
  const other = { ...block, chart: Object.assign({}, chart, changed) }
  expect(refusal([other])).toMatchObject({ message: 'invalid_blocks' })
})

it('is taken twice in a message, and no more', () => {
  const block = plotBlock('T', plot)
  expect(refusal([block, block])).toBeNull()
  expect(refusal([block, block, block])).toMatchObject({ message: 'invalid_blocks' })
})
