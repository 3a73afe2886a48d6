import { expect, it } from 'vitest'

import { rollingCovariance, rollingVariance } from './covariance.ts'
import { rollingMax, rollingMin, rollingSum } from './rolling.ts'

const wave = Float64Array.from({ length: 97 }, (_, row) => 100 + 10 * Math.sin(row * 1.7) + row / 7)
const other = Float64Array.from({ length: 97 }, (_, row) => 50 + 20 * Math.cos(row * 0.9))
const periods = [1, 2, 3, 5, 13, 20, 96, 97]

it.each(periods)('sums, maxima and minima of %i rows are those of the window itself', (period) => {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  expectRows(rollingSum(wave, period), (row) => sum(windowOf(wave, row, period)))
  expectRows(rollingMax(wave, period), (row) => Math.max(...windowOf(wave, row, period)))
  expectRows(rollingMin(wave, period), (row) => Math.min(...windowOf(wave, row, period)))

  function expectRows(actual: Float64Array, expected: (row: number) => number): void {
    expect(actual.subarray(0, period - 1).every(Number.isNaN)).toBe(true)
    for (let row = period - 1; row < wave.length; row += 1) {
      expect(actual[row]).toBeCloseTo(expected(row), 9)
    }
  }
})

it.each(periods)('the covariance of %i rows is that of the window itself', (period) => {
  const actual = rollingCovariance(wave, other, period)
  for (let row = period - 1; row < wave.length; row += 1) {
    const expected = covariance(windowOf(wave, row, period), windowOf(other, row, period))
    expect(actual[row]).toBeCloseTo(expected, 9)
  }
})

it('has nothing to say of fewer rows than the period', () => {
  expect([...rollingSum(Float64Array.of(1, 2), 3)]).toEqual([Number.NaN, Number.NaN])
  expect([...rollingVariance(Float64Array.of(1, 2), 3)]).toEqual([Number.NaN, Number.NaN])
  expect([...rollingMax(new Float64Array(0), 3)]).toEqual([])
})

it('leaves no crumbs when large values leave the window', () => {
  const values = Float64Array.from({ length: 40 }, (_, row) => (row < 20 ? 1e12 + row / 3 : 0.1))
  expect(rollingSum(values, 4).slice(23)).toEqual(
    new Float64Array(17).fill(0.1 + 0.1 + (0.1 + 0.1)),
  )
  expect(rollingVariance(values, 4).slice(23)).toEqual(new Float64Array(17))
})

it('forgets a missing value once the window has passed it', () => {
  const values = Float64Array.from({ length: 12 }, (_, row) => (row === 4 ? Number.NaN : 1))
  const missing = (column: Float64Array) => [...column].map(Number.isNaN)
  const expected = values.map((_, row) => Number(row < 2 || (row >= 4 && row <= 6)))
  expect(missing(rollingSum(values, 3)).map(Number)).toEqual([...expected])
  expect(missing(rollingVariance(values, 3)).map(Number)).toEqual([...expected])
})

function windowOf(values: Float64Array, row: number, period: number): number[] {
  return [...values.subarray(row - period + 1, row + 1)]
}

function covariance(x: readonly number[], y: readonly number[]): number {
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / x.length
  const [meanX, meanY] = [mean(x), mean(y)]
  return mean(x.map((value, index) => (value - meanX) * ((y[index] ?? 0) - meanY)))
}
