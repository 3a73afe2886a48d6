import { at, emptyColumn, type Column } from './columns.ts'

/** A run of pairs in four numbers; `comoment` is the sum of the products of their distances from the means. */
interface Moments {
  count: number
  meanX: number
  meanY: number
  comoment: number
}

const nothing: Readonly<Moments> = { count: 0, meanX: 0, meanY: 0, comoment: 0 }

/**
 * Population covariance of each window. Blocks are joined as in rolling.ts, and the moments of two blocks as in
 * Chan, Golub and LeVeque (1979): nothing cancels as it does in sums of squares, so a flat window is exactly 0.
 */
export function rollingCovariance(x: Column, y: Column, period: number): Column {
  const result = emptyColumn(x.length)
  const tails = Array.from({ length: period }, () => ({ ...nothing }))
  const head = { ...nothing }
  for (let row = 0; row < x.length; row += 1) {
    const place = row % period
    if (place === 0) copy(nothing, head)
    add(head, at(x, row), at(y, row))
    if (place === period - 1) {
      result[row] = head.comoment / period
      fillTails(tails, x.subarray(row - place, row + 1), y.subarray(row - place, row + 1))
    } else if (row >= period) {
      result[row] = joinedComoment(tails[place + 1] ?? nothing, head) / period
    }
  }
  return result
}

/** Population variance of each window. */
export function rollingVariance(values: Column, period: number): Column {
  return rollingCovariance(values, values, period)
}

/** Population standard deviation of each window. */
export function rollingDeviation(values: Column, period: number): Column {
  const deviation = rollingVariance(values, period)
  for (let row = 0; row < deviation.length; row += 1) deviation[row] = Math.sqrt(at(deviation, row))
  return deviation
}

/** The moments of a block's pairs, from each place to its end. */
function fillTails(tails: readonly Moments[], x: Column, y: Column): void {
  const tail = { ...nothing }
  for (let place = x.length - 1; place > 0; place -= 1) {
    add(tail, at(x, place), at(y, place))
    copy(tail, tails[place] ?? tail)
  }
}

/** Welford's update. */
function add(moments: Moments, x: number, y: number): void {
  moments.count += 1
  const fromMeanX = x - moments.meanX
  moments.meanX += fromMeanX / moments.count
  moments.meanY += (y - moments.meanY) / moments.count
  moments.comoment += fromMeanX * (y - moments.meanY)
}

function joinedComoment(a: Readonly<Moments>, b: Readonly<Moments>): number {
  const weight = (a.count * b.count) / (a.count + b.count)
  return a.comoment + b.comoment + (a.meanX - b.meanX) * (a.meanY - b.meanY) * weight
}

function copy(from: Readonly<Moments>, to: Moments): void {
  to.count = from.count
  to.meanX = from.meanX
  to.meanY = from.meanY
  to.comoment = from.comoment
}
