import type { Cue } from './cues.ts'
import type { Mention } from './mentions.ts'
import type { Signs } from './signs.ts'
import { listedTag } from './us-shares.ts'

/** From here on a question is one about markets. */
export const isMarketFrom = 0.5

/**
 * How surely a question is about markets, in [0, 1]: what speaks for it, less what speaks against it.
 * The weights are chosen by hand and by what the words mean; nothing is trained.
 */
export function confidenceOf(signs: Signs): number {
  const score =
    nameEvidence(signs) + phraseEvidence(signs) + currencyEvidence(signs) - against(signs)
  return Math.min(1, Math.max(0, score))
}

/** Who is named: a symbol says much, an everyday word that is also a company says little on its own. */
function nameEvidence(signs: Signs): number {
  const { mentions, leftoverCount } = signs
  if (mentions.length === 0) return unknownEvidence(signs)
  const isAlone = signs.pieceCount === mentions.length
  const surest = Math.max(
    ...mentions.map((mention) => nameWeight(mention) - (isAlone || !isRare(mention) ? 0 : rarity)),
  )
  const isExplained = leftoverCount === 0 && (isAlone || isAsked(signs))
  return surest + (isExplained ? 0.2 : 0) + (mentions.length > 1 ? 0.1 : 0)
}

function unknownEvidence(signs: Signs): number {
  const { unknown, wordCount, cues, aspect } = signs
  if (unknown.some(({ isCertain }) => isCertain || cues.has('anyway'))) return 0.8
  if (unknown.length === 0) return 0
  return wordCount <= 2 || aspect !== null || cues.has('look') || cues.has('compare') ? 0.6 : 0.3
}

function nameWeight({ form, listings }: Mention): number {
  return listings.some(({ tags }) => tags.includes('index')) ? 0.6 : weights[form]
}

function isRare({ form, listings }: Mention): boolean {
  return form !== 'symbol' && listings.every(({ tags }) => tags.includes(listedTag))
}

/** Of thousands of companies most are rarely asked about, and many are called by everyday words. */
const rarity = 0.05

const weights: Readonly<Record<Mention['form'], number>> = { symbol: 0.7, name: 0.4, ordinary: 0.3 }

function isAsked({ cues, aspect, period }: Signs): boolean {
  return aspect !== null || period !== null || asking.some((cue) => cues.has(cue))
}

const asking: readonly Cue[] = ['look', 'trade', 'compare', 'reason', 'rank', 'changes', 'whatIs']

/** What is said: phrases that only markets use, and everyday words that lean on one another. */
function phraseEvidence(signs: Signs): number {
  const { financialCount, cues, mentions, aspect } = signs
  const financial = financialCount > 0 ? 0.5 + 0.15 * Math.min(financialCount, 3) : 0
  const leaning = Math.min(2, (cues.get('trade') ?? 0) + (aspect === null ? 0 : 1)) * 0.15
  const named = mentions.length > 0 && cues.has('look') ? 0.1 : 0
  const owned = isAboutOwn(signs) ? 0.6 : 0
  return financial + leaning + named + owned + termEvidence(signs) + marketEvidence(signs)
}

/** A term of the glossary may be an everyday word: it counts where its meaning is asked for, and nothing else. */
function termEvidence({ term, cues, wordCount, leftoverCount }: Signs): number {
  if (term === null) return 0
  if (cues.has('define')) return 0.55
  const isAll = leftoverCount === 0 && wordCount <= 3
  return cues.has('whatIs') ? (isAll ? 0.55 : 0.35) : 0
}

/** The market as a whole, or a sector of it. */
function marketEvidence(signs: Signs): number {
  const { sector, country, cues, leftoverCount } = signs
  if (cues.has('overview') || cues.has('record')) return 0.55
  if (cues.has('place') && (isAsked(signs) || country !== null)) return 0.55
  if (sector === null) return 0
  if (cues.has('rank')) return leftoverCount === 0 ? 0.55 : 0.35
  return cues.has('look') ? 0.3 : 0
}

/** Two currencies, or one and a country or a word about its rate. */
function currencyEvidence({ currencies, country, cues }: Signs): number {
  if (currencies.length > 1) return 0.7
  if (cues.has('exchange')) return 0.65
  return currencies.length > 0 && (cues.has('measure') || country !== null) ? 0.55 : 0
}

/** Words of other matters, and words that nothing explains; beside a symbol these say less. */
function against({ cues, mentions, leftoverCount, wordCount }: Signs): number {
  const unexplained = wordCount === 0 ? 0 : leftoverCount / wordCount
  const isNamed = mentions.some(({ form }) => form === 'symbol')
  return Math.min(3, cues.get('other') ?? 0) * 0.45 + unexplained * (isNamed ? 0.2 : 0.4)
}

/** `on my watchlist` asks what is there; with a verb of change it is a wish, and needs a symbol. */
export function isAboutOwn({ cues }: Signs): boolean {
  return cues.has('own') || (cues.has('watch') && !cues.has('add') && !cues.has('pronoun'))
}
