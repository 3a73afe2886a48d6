import type { FrameName } from '../technical/frame-names.ts'
import { averagesOf } from '../technical/frames.ts'

export interface Named {
  /** By their bars. */
  readonly averages: readonly number[]
  readonly hasRsi: boolean
  readonly hasLevels: boolean
}

/** What a reply speaks of that a price chart can show: no line without a word about it. */
export function namedIn(text: string, frame: FrameName): Named {
  // Volume has a 20-day average of its own.
  const ofPrices = text.replaceAll(/\btimes (?:its|the) (?:usual )?20-day average/gi, '')
  return {
    averages: averagesOf(frame).filter((count) =>
      new RegExp(`\\b${count}[- ]${frame}s?\\b|\\bSMA ?${count}\\b`, 'i').test(ofPrices),
    ),
    hasRsi: /\bRSI\b|relative strength index/i.test(text),
    hasLevels: /\b(?:support|resistance)\b/i.test(text),
  }
}
