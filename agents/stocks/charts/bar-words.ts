import type { FrameName } from '../technical/frame-names.ts'

/** In front of what is counted by weeks or months: `weekly price`. */
export function barsWord(frame: FrameName): string {
  return { day: '', week: 'weekly ', month: 'monthly ' }[frame]
}

/** As texts call it. */
export function rsiName(frame: FrameName): string {
  return { day: 'RSI 14', week: 'Weekly RSI 14', month: 'Monthly RSI 14' }[frame]
}
