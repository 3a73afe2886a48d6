import { inflateSync } from 'node:zlib'

import { afterAll, describe, expect, it } from 'vitest'

import { draw } from '../../agents/stocks/charts/draw.ts'
import { sampleSpecs } from '../../agents/stocks/charts/sample-specs.ts'
import { widthOf } from '../../agents/stocks/charts/type.ts'
import { pngOf } from './png.ts'
import { openStudio } from './studio.ts'

const { signal } = new AbortController()
const look = { theme: 'light', size: 'wide' } as const
const order = { chart: { project: 'stocks', spec: sampleSpecs['half a year'] }, ...look }

/** Our own kind of PNG: four bytes a pixel, no filters. */
function pixelsOf(png: Uint8Array) {
  const bytes = Buffer.from(png)
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
  const length = bytes.readUInt32BE(33)
  expect(bytes.toString('latin1', 37, 41)).toBe('IDAT')
  const rows = inflateSync(bytes.subarray(41, 41 + length))
  const at = (x: number, y: number) => {
    const start = y * (width * 4 + 1) + 1 + x * 4
    return rows.subarray(start, start + 4).toString('hex')
  }
  return { width, height, at }
}

/** The first and the last column with ink in it. */
function inkOf(png: Uint8Array): readonly [number, number] {
  const { width, height, at } = pixelsOf(png)
  const columns = Array.from({ length: width }, (_, x) => x).filter((x) =>
    Array.from({ length: height }, (_, y) => at(x, y)).some((color) => color !== 'ffffffff'),
  )
  return [columns[0] ?? -1, columns.at(-1) ?? -1]
}

function page(body: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="700" height="40" font-family="Inter"><rect width="700" height="40" fill="#ffffff"/>${body}</svg>`
}

describe('a picture', () => {
  it('is twice the size of the drawing, on its ground, with its colours on it', () => {
    const svg = draw(order.chart.spec, look)
    const { width, height, at } = pixelsOf(pngOf(svg))
    expect(width).toBe(1520)
    expect(height).toBe(2 * Number(/height="(\d+)"/.exec(svg)?.[1]))
    expect([at(0, 0), at(width - 1, height - 1)]).toEqual(['ffffffff', 'ffffffff'])
    const seen = new Set<string>()
    for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 3) seen.add(at(x, y))
    for (const color of ['1769b5ff', 'bf4a08ff', '00775aff']) expect(seen).toContain(color)
  })

  it.each([
    [400, 'Closing price 169.23 and +45.0% since 29 Dec'],
    [600, 'The quick brown fox, 0123456789 (USD) −1'],
  ] as const)(
    'is written in the shipped font of weight %i, as wide as we reckon',
    (weight, words) => {
      const text = `<text x="10" y="28" font-size="20" font-weight="${weight}" fill="#000000">${words}</text>`
      const [left, right] = inkOf(pngOf(page(text)))
      expect(left).toBeGreaterThan(18)
      expect(Math.abs((right - left) / 2 - widthOf(words, 20, weight))).toBeLessThan(4)
    },
  )
})

describe('the studio', () => {
  const studio = openStudio({ mostWaiting: 3 })
  afterAll(() => studio.close())

  it('draws the same as one would here', async () => {
    const png = await studio.png(order, signal)
    expect(Buffer.from(png)).toEqual(Buffer.from(pngOf(draw(order.chart.spec, look))))
  })

  it('goes on after a chart that cannot be drawn, or whose project draws none', async () => {
    const broken = { ...order, chart: { project: 'stocks', spec: { kind: 'price' } } }
    const foreign = { ...order, chart: { project: 'weather', spec: {} } }
    await expect(studio.png(broken, signal)).rejects.toMatchObject({ code: 'bug' })
    await expect(studio.png(foreign, signal)).rejects.toThrow('nobody draws the charts of weather')
    expect(pixelsOf(await studio.png(order, signal)).width).toBe(1520)
  })

  it('refuses at once what would wait too long', async () => {
    const asked = Array.from({ length: 6 }, () => studio.png(order, signal))
    const ends = await Promise.allSettled(asked)
    const refused = ends.filter(({ status }) => status === 'rejected')
    expect(refused).toHaveLength(2)
    expect(refused[0]).toMatchObject({ reason: { code: 'rate_limited' } })
  })

  it('draws nothing for somebody who went, and the next picture for the next', async () => {
    const leaving = new AbortController()
    const ends = Promise.allSettled([
      studio.png(order, leaving.signal),
      studio.png(order, leaving.signal),
      studio.png(order, signal),
    ])
    leaving.abort(new Error('gone'))
    expect((await ends).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled'])
  })
})

describe('a studio whose thread fails', () => {
  const script = (code: string) => new URL(`data:text/javascript,${encodeURIComponent(code)}`)
  const dying = script(`
    import { parentPort } from 'node:worker_threads'
    parentPort.on('message', () => process.exit(3))`)
  const silent = script(`
    import { parentPort } from 'node:worker_threads'
    parentPort.on('message', () => {})`)

  it('says so, for each picture, and lives', async () => {
    const studio = openStudio({ workerUrl: dying })
    const ends = await Promise.allSettled([studio.png(order, signal), studio.png(order, signal)])
    expect(ends).toMatchObject([{ reason: { code: 'bug' } }, { reason: { code: 'bug' } }])
    await studio.close()
  })

  it('waits no longer than it was told', async () => {
    const studio = openStudio({ workerUrl: silent, limitMs: 50 })
    const ends = await Promise.allSettled([studio.png(order, signal), studio.png(order, signal)])
    for (const end of ends) expect(end).toMatchObject({ reason: { name: 'TimeoutError' } })
    await studio.close()
  })

  it('ends what waits when it closes, and draws nothing more', async () => {
    const studio = openStudio({ workerUrl: silent })
    const ends = Promise.allSettled([studio.png(order, signal), studio.png(order, signal)])
    await studio.close()
    expect(await ends).toMatchObject([
      { reason: { code: 'unavailable' } },
      { reason: { code: 'unavailable' } },
    ])
    await expect(studio.png(order, signal)).rejects.toMatchObject({ code: 'unavailable' })
  })
})
