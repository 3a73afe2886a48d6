/** Arithmetic with figures that may be missing: what is computed from a missing one is missing too. */
export type Figure = number | null

/** Null unless what is divided by is above zero: a ratio to nothing, or to a loss, says nothing. */
export function ratio(part: Figure, whole: Figure): Figure {
  return part === null || whole === null || whole <= 0 ? null : part / whole
}

export function percent(part: Figure, whole: Figure): Figure {
  return times(ratio(part, whole), 100)
}

export function times(one: Figure, other: Figure): Figure {
  return one === null || other === null ? null : one * other
}

export function plus(one: Figure, other: Figure): Figure {
  return one === null || other === null ? null : one + other
}

export function minus(one: Figure, other: Figure): Figure {
  return one === null || other === null ? null : one - other
}

/** Percent a year over some years; null from or to a loss, where growth has no meaning. */
export function growth(now: Figure, before: Figure, years = 1): Figure {
  const factor = ratio(now, before)
  return factor === null || factor <= 0 ? null : 100 * (factor ** (1 / years) - 1)
}
