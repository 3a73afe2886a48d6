/**
 * The longest part of a list whose keys rise strictly (patience sorting, O(n log n)). One wrong date
 * then costs one row, and not all the rows behind it.
 */
export function longestRise<T>(items: readonly T[], keyOf: (item: T) => string): readonly T[] {
  const keys = items.map(keyOf)
  const ends: number[] = []
  const before = keys.map((key, index) => {
    const length = firstNotBelow(ends, key, keys)
    ends[length] = index
    return ends[length - 1]
  })
  const rise: T[] = []
  for (let index = ends.at(-1); index !== undefined; index = before[index])
    rise.push(...items.slice(index, index + 1))
  return rise.toReversed()
}

/** How many of `ends` have a key below this one. */
function firstNotBelow(ends: readonly number[], key: string, keys: readonly string[]): number {
  let low = 0
  let high = ends.length
  while (low < high) {
    const middle = (low + high) >> 1
    const end = ends[middle] ?? 0
    if ((keys[end] ?? '') < key) low = middle + 1
    else high = middle
  }
  return low
}
