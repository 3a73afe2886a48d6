import { plus, times } from './arithmetic.ts'
import { at, emptyColumn, type Column } from './columns.ts'
import { rollingSum } from './rolling.ts'
import { slope } from './slope.ts'

export function sma(values: Column, period: number): Column {
  return times(rollingSum(values, period), 1 / period)
}

/** Seeded with the simple average of the first window. */
export function ema(values: Column, period: number): Column {
  return smoothed(values, period, 2 / (period + 1))
}

/** Wilder's smoothing: an exponential average with a longer memory, seeded in the same way. */
export function wilder(values: Column, period: number): Column {
  return smoothed(values, period, 1 / period)
}

/** Weights 1 … period: the simple average, moved along the regression line from the window's middle by a third of its half. */
export function wma(values: Column, period: number): Column {
  return plus(sma(values, period), times(slope(values, period), (period - 1) / 6))
}

/** Starts where the values start, so that averages of averages warm up one after the other. */
function smoothed(values: Column, period: number, weight: number): Column {
  const result = emptyColumn(values.length)
  const seedRow = firstRow(values) + period - 1
  if (seedRow >= values.length) return result
  let average = meanOf(values.subarray(seedRow - period + 1, seedRow + 1))
  result[seedRow] = average
  for (let row = seedRow + 1; row < values.length; row += 1) {
    average += (at(values, row) - average) * weight
    result[row] = average
  }
  return result
}

function firstRow(values: Column): number {
  const row = values.findIndex((value) => !Number.isNaN(value))
  return row === -1 ? values.length : row
}

function meanOf(values: Column): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
