/** Numbers as axes and labels write them. */

/** With the decimals that a step of the axis has: 2.5 has one. */
export function tickText(value: number, step: number): string {
  return fixed(value, decimalsOf(step))
}

/** One place finer than the axis, and at least as fine as the text of the reply says prices. */
export function priceText(value: number, step: number): string {
  const usual = Math.abs(value) < 1 ? 4 : 2
  return fixed(value, Math.min(10, Math.max(usual, decimalsOf(step) + (step < 0.1 ? 1 : 0))))
}

export function percentText(value: number, decimals = 1): string {
  const sign = value > 0 ? '+' : ''
  return `${sign}${fixed(value, decimals)}%`
}

const scales = [
  [1e12, 'T'],
  [1e9, 'B'],
  [1e6, 'M'],
  [1e3, 'K'],
] as const

/** `60M` */
export function largeText(value: number): string {
  const scale = scales.find(([size]) => Math.abs(value) >= size)
  if (scale === undefined) return fixed(value, 0)
  const scaled = value / scale[0]
  return `${fixed(scaled, Number.isInteger(scaled) ? 0 : 1)}${scale[1]}`
}

export function fixed(value: number, decimals: number): string {
  const text = roundings(decimals).format(value)
  return text.replace('-', '−')
}

function decimalsOf(step: number): number {
  for (let decimals = 0; decimals < 12; decimals += 1) {
    if (Math.abs(Number(step.toFixed(decimals)) - step) < step * 1e-6) return decimals
  }
  return 12
}

/** Kept once made: making one takes far longer than using it. */
const made = new Map<number, Intl.NumberFormat>()

function roundings(decimals: number): Intl.NumberFormat {
  const known = made.get(decimals)
  if (known !== undefined) return known
  const rounding = new Intl.NumberFormat('en-US', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    signDisplay: 'negative',
  })
  made.set(decimals, rounding)
  return rounding
}
