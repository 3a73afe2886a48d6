/** Longer than any symbol or name worth comparing. */
const longest = 24

/**
 * How many slips of the pen make `wanted` out of `known`, where so few are likely ones: one in a symbol,
 * more in a long name, and hardly ever in the first letter. Null where they are two different things.
 */
export function slipsBetween(wanted: string, known: string): number | null {
  if (wanted.length < 3 || wanted.length > longest || wanted === known) return null
  const allowed = slipsAllowed(Math.min(wanted.length, known.length))
  if (Math.abs(wanted.length - known.length) > allowed) return null
  if (wanted[0] !== known[0] && wanted[0] !== known[1]) return null
  const slips = editDistance(wanted, known)
  return slips > allowed ? null : slips
}

function slipsAllowed(length: number): number {
  if (length < 3) return 0
  if (length < 6) return 1
  return length < 10 ? 2 : 3
}

/** Optimal string alignment distance: letters inserted, left out, replaced, or swapped with their neighbour. */
export function editDistance(from: string, to: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: to.length + 1 }, (_, at) => at)
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= to.length; column += 1) {
      const isSame = from[row - 1] === to[column - 1]
      const isSwap = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      current.push(
        Math.min(
          (last[column] ?? 0) + 1,
          (current[column - 1] ?? 0) + 1,
          (last[column - 1] ?? 0) + (isSame ? 0 : 1),
          isSwap ? (beforeLast[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      )
    }
    beforeLast = last
    last = current
  }
  return last[to.length] ?? 0
}
