export interface Named {
  /** By their days. */
  readonly averages: readonly number[]
  readonly hasRsi: boolean
  readonly hasLevels: boolean
}

/** What a reply speaks of that a price chart can show: no line without a word about it. */
export function namedIn(text: string): Named {
  // Volume has a 20-day average of its own.
  const ofPrices = text.replaceAll(/\btimes (?:its|the) (?:usual )?20-day average/gi, '')
  return {
    averages: [20, 50, 200].filter((days) =>
      new RegExp(`\\b${days}[- ]days?\\b|\\bSMA ?${days}\\b`, 'i').test(ofPrices),
    ),
    hasRsi: /\bRSI\b|relative strength index/i.test(text),
    hasLevels: /\b(?:support|resistance)\b/i.test(text),
  }
}
