export interface Span {
  readonly low: number
  readonly high: number
}

export interface NumberAxis extends Span {
  /** Round numbers within the span, lowest first. */
  readonly ticks: readonly number[]
  readonly step: number
  /** Where on the page a value is. */
  readonly place: (value: number) => number
}

/** An axis from bottom to top of the page, a little longer than what is shown on it. */
export function axisOf(
  values: readonly number[],
  {
    top,
    bottom,
    most = 7,
  }: { readonly top: number; readonly bottom: number; readonly most?: number },
): NumberAxis {
  const { low, high } = widened(spanOf(values))
  const step = stepOf(high - low, most)
  return {
    low,
    high,
    step,
    ticks: ticksOf({ low, high }, step),
    place: (value) => bottom - ((value - low) / (high - low)) * (bottom - top),
  }
}

export function spanOf(values: readonly number[]): Span {
  const known = values.filter(Number.isFinite)
  if (known.length === 0) return { low: 0, high: 1 }
  return {
    low: known.reduce((least, value) => Math.min(least, value)),
    high: known.reduce((most, value) => Math.max(most, value)),
  }
}

/** A price that never moved is in the middle of a scale of its own size. */
function widened({ low, high }: Span): Span {
  const middle = Math.abs(low + high) / 2
  const isFlat = high - low <= middle * 1e-6
  const room = isFlat ? middle * 0.02 || 1 : (high - low) * 0.06
  return { low: low >= 0 ? Math.max(0, low - room) : low - room, high: high + room }
}

/** The smallest of 1, 2, 2.5 and 5 times a power of ten that needs no more than so many ticks. */
export function stepOf(length: number, most: number): number {
  const least = length / most
  const power = 10 ** Math.floor(Math.log10(least))
  const factor = [1, 2, 2.5, 5, 10].find((each) => each * power >= least * 0.999) ?? 10
  return factor * power
}

export function ticksOf({ low, high }: Span, step: number): readonly number[] {
  const first = Math.ceil(low / step - 1e-9)
  const last = Math.floor(high / step + 1e-9)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) =>
    clean((first + index) * step),
  )
}

/** Without the dust of binary fractions. */
function clean(value: number): number {
  return Number(value.toPrecision(12))
}
