import { describe, expect, it } from 'vitest'

import { chartSizes, chartThemes } from '../../../core/chart.ts'
import { overlaps, textBoxes } from './boxes.ts'
import { draw } from './draw.ts'
import { canWrite } from './letters.ts'
import { pages } from './page.ts'
import { sampleSpecs } from './sample-specs.ts'
import type { ChartSpec, PriceSpec } from './spec.ts'
import { themes } from './theme.ts'

const named = Object.entries(sampleSpecs)
const light = { theme: 'light', size: 'wide' } as const

function heightOf(svg: string): number {
  return Number(/height="(\d+)"/.exec(svg)?.[1])
}

function wordsOf(spec: ChartSpec): readonly string[] {
  return textBoxes(draw(spec, light)).map(({ words }) => words)
}

function priceSpec(name: string): PriceSpec {
  const spec = sampleSpecs[name]
  if (spec?.kind !== 'price') throw new Error(`${name} is no price chart`)
  return spec
}

describe.each(chartSizes)('a %s picture', (size) => {
  describe.each(named)('of %s', (_, spec) => {
    it('has no text on another, and all of it on the page', () => {
      const svg = draw(spec, { theme: 'light', size })
      const boxes = textBoxes(svg)
      expect(overlaps(boxes)).toEqual([])
      const outside = boxes.filter(
        ({ left, right, top, bottom }) =>
          left < 0 || right > pages[size].width || top < 0 || bottom > heightOf(svg),
      )
      expect(outside).toEqual([])
    })

    it('is a place for every number, the same each time', () => {
      const look = { theme: 'dark', size } as const
      const svg = draw(spec, look)
      expect(svg).not.toMatch(/NaN|Infinity|undefined|null/)
      expect(draw(structuredClone(spec), look)).toBe(svg)
    })

    it('has only letters that its fonts have', () => {
      const words = textBoxes(draw(spec, { theme: 'light', size })).map((box) => box.words)
      expect(words.filter((each) => !canWrite(each))).toEqual([])
    })

    it('says where it comes from, of when, and in what', () => {
      const boxes = textBoxes(draw(spec, { theme: 'light', size }))
      const footer = boxes
        .slice(boxes.findIndex(({ words }) => words.startsWith('As of')))
        .map(({ words }) => words)
        .join(' ')
      expect(footer).toContain('As of 30 Jun 2020')
      expect(footer).toMatch(/Source: (?:csv:|demo)/)
      expect(footer.includes('Prices in USD')).toBe(spec.kind === 'price')
    })
  })
})

describe('the axis of prices', () => {
  it.each([
    ['half a year', ['100', '105', '110', '115', '120', '125']],
    ['tiny', ['0.000100', '0.000105', '0.000110', '0.000115', '0.000120', '0.000125']],
    ['huge', ['650,000', '700,000', '750,000', '800,000']],
    ['flat', ['24.6', '24.8', '25.0', '25.2', '25.4']],
  ])('has round numbers: %s', (name, ticks) => {
    const words = wordsOf(priceSpec(name))
    expect(words.filter((word) => ticks.includes(word))).toEqual(ticks)
  })
})

describe('the axis of dates', () => {
  it.each([
    ['five bars', ['24 Jun', '25 Jun', '26 Jun', '29 Jun', '30 Jun']],
    ['half a year', ['Feb', 'Mar', 'Apr', 'May', 'Jun']],
    ['five years', ['2016', '2017', '2018', '2019', '2020']],
    ['one candle', ['30 Jun']],
  ])('fits %s', (name, dates) => {
    const words = wordsOf(priceSpec(name))
    expect(words.filter((word) => dates.includes(word))).toEqual(dates)
  })
})

describe('what a price chart shows', () => {
  it('are candles while they are few, and a line where they are many', () => {
    const hollow = /fill="#ffffff" stroke="#1769b5"/
    expect(draw(priceSpec('five bars'), light)).toMatch(hollow)
    expect(draw(priceSpec('a thousand bars'), light)).not.toMatch(hollow)
  })

  it('is only what it was given: no pane without volume or RSI, no average that nobody named', () => {
    const bare = { ...priceSpec('half a year'), volume: null, rsi: null, averages: [], levels: [] }
    const words = wordsOf(bare).join(' ')
    expect(words).not.toMatch(/Volume|RSI|-day|Support|Resistance/)
    expect(heightOf(draw(bare, light))).toBeLessThan(
      heightOf(draw(priceSpec('half a year'), light)),
    )
  })

  it('breaks its lines where a symbol was not traded', () => {
    expect(wordsOf(priceSpec('gaps')).filter((word) => word === 'no data')).toHaveLength(2)
    const whole = draw(priceSpec('a year'), light).match(/d="[^"]*"/g) ?? []
    const broken = draw(priceSpec('gaps'), light).match(/d="[^"]*"/g) ?? []
    const starts = (paths: readonly string[]) => Math.max(...paths.map(startsIn))
    expect(starts(whole.filter(isCurve))).toBe(1)
    expect(starts(broken.filter(isCurve))).toBe(3)
  })

  it('says weeks and months where its bars are weeks and months', () => {
    const weeks = wordsOf(priceSpec('weeks')).join('\n')
    expect(weeks).toContain('Sample Industries plc (SMPL), weekly')
    expect(weeks).toMatch(/\b10-week\n[\d.]+\n40-week\n/)
    expect(weeks).toContain('Weekly RSI 14')
    expect(weeks).toContain('Prices in USD, by week')
    const months = wordsOf(priceSpec('months')).join('\n')
    expect(months).toContain('Sample Industries plc (SMPL), monthly')
    expect(months).toContain('10-month')
    expect(months).toContain('Prices in USD, by month')
  })

  it('is of days where it was kept before there were weeks', () => {
    const { frame, averages, ...kept } = priceSpec('half a year')
    const old = averages.map(({ count, values }) => ({ days: count, values }))
    expect(frame).toBe('day')
    expect(draw({ ...kept, averages: old }, light)).toBe(draw(priceSpec('half a year'), light))
  })

  it('leaves out a level that would press the prices flat', () => {
    const far = [{ kind: 'support', price: 1 }] as const
    expect(wordsOf({ ...priceSpec('half a year'), levels: far }).join(' ')).not.toContain('Support')
  })

  it('marks demo data where nobody can overlook it', () => {
    expect(wordsOf(priceSpec('demo'))).toContain('Demo data, not a real market')
    expect(wordsOf(priceSpec('half a year')).join(' ')).not.toContain('Demo')
  })
})

describe('words of others', () => {
  const hostile = `</text><script>alert(1)</script>&amp;"'\u0000\u202e\ud800 ${'W'.repeat(300)}`

  it('are text, cut where they would leave the page', () => {
    const spec = priceSpec('half a year')
    const origin = { ...spec.origin, source: hostile }
    const svg = draw({ ...spec, name: hostile, symbol: hostile, origin }, light)
    expect(svg).not.toContain('<script')
    expect(svg).toContain('&lt;script&gt;')
    expect(svg.match(/[^\n\x20-\uffff]|\u202e|[\ud800-\udfff]/)).toBe(null)
    expect(textBoxes(svg).filter(({ right }) => right > pages.wide.width)).toEqual([])
  })

  it('are the symbol alone where the fonts lack letters of the name, and question marks elsewhere', () => {
    const words = wordsOf(priceSpec('a name in other letters'))
    expect(words[0]).toBe('SMPL')
    expect(words.at(-1)).toMatch(/Source: csv:\?+\.csv$/)
    const accented = { ...priceSpec('flat'), name: 'Zu\u0308rich Ｌtd' }
    expect(wordsOf(accented)[0]).toBe('Zürich Ltd (SMPL)')
  })

  it('are cut before the symbol is', () => {
    const { name } = priceSpec('a long name')
    const [title = ''] = textBoxes(
      draw(priceSpec('a long name'), { theme: 'light', size: 'narrow' }),
    ).map(({ words }) => words)
    expect(title).toMatch(/^The Unbeliev.*… \(SMPL\)$/)
    expect(name?.startsWith(title.slice(0, 12))).toBe(true)
  })

  it('of another shape are refused', () => {
    expect(() => draw({ kind: 'price', days: ['<svg/>'] }, light)).toThrow('invalid_type')
    expect(() => draw({ ...priceSpec('flat'), close: [Number.NaN] }, light)).toThrow('invalid_type')
  })
})

describe.each(chartThemes)('the theme %s', (name) => {
  it('has text that can be read', () => {
    const { ground, ink, soft, rise, fall, lines, demo, demoGround, price, onPrice } = themes[name]
    const faint = [ink, soft, rise, fall, ...lines].filter((color) => contrast(color, ground) < 4.5)
    expect(faint).toEqual([])
    expect(contrast(demo, demoGround)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(onPrice, price)).toBeGreaterThanOrEqual(4.5)
  })
})

function isCurve(path: string): boolean {
  return path.includes('L') && !path.includes('Z')
}

function startsIn(path: string): number {
  return path.split('M').length - 1
}

/** WCAG 2.2, of two colours. */
function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
