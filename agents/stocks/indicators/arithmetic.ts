/**
 * Arithmetic on whole columns. Plain loops on purpose: a callback for each row costs several times
 * the arithmetic, for the numbers that it hands back are put on the heap.
 */
import { at, ratio, type Column } from './columns.ts'

export function plus(a: Column, b: Column): Column {
  const sum = new Float64Array(a.length)
  for (let row = 0; row < sum.length; row += 1) sum[row] = at(a, row) + at(b, row)
  return sum
}

export function minus(a: Column, b: Column): Column {
  const difference = new Float64Array(a.length)
  for (let row = 0; row < difference.length; row += 1) difference[row] = at(a, row) - at(b, row)
  return difference
}

export function over(a: Column, b: Column): Column {
  const quotient = new Float64Array(a.length)
  for (let row = 0; row < quotient.length; row += 1) quotient[row] = ratio(at(a, row), at(b, row))
  return quotient
}

export function times(a: Column, factor: number): Column {
  const product = new Float64Array(a.length)
  for (let row = 0; row < product.length; row += 1) product[row] = at(a, row) * factor
  return product
}

/** What a is of b, in percent. */
export function percentOf(a: Column, b: Column): Column {
  return times(over(a, b), 100)
}

/** The change over `rows` rows; missing before there were so many. */
export function change(values: Column, rows: number): Column {
  const difference = new Float64Array(values.length)
  for (let row = 0; row < difference.length; row += 1) {
    difference[row] = at(values, row) - at(values, row - rows)
  }
  return difference
}
