import { times } from './arithmetic.ts'
import type { Column } from './columns.ts'
import { rollingCovariance } from './covariance.ts'

/** Of the least-squares line through each window: the rise from one row to the next. */
export function slope(values: Column, period: number): Column {
  const rows = values.map((_, row) => row)
  const varianceOfRows = (period * period - 1) / 12
  return times(rollingCovariance(rows, values, period), 1 / varianceOfRows)
}
