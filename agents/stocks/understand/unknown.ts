import type { Reading } from '../../../core/project.ts'
import type { Choice } from '../../../core/types.ts'
import { ask, choiceFor, choiceOf, examples, listed } from './ask.ts'
import { isMarketFrom } from './confidence.ts'
import type { Listing } from './directory.ts'
import { type Former, formerCompany, formerly } from './former.ts'
import { answered } from './readings.ts'
import type { Signs } from './signs.ts'
import type { Situation } from './situation.ts'
import { symbolWords } from './symbol-words.ts'
import { isLatinCapitals } from './words.ts'

/** More than that are not worth a look each. */
const mostLookedUp = 3

/** Names that look like symbols or companies, and that nobody we know has: says so, and offers near ones. */
export function unknownSymbol(situation: Situation): Reading | undefined {
  const { signs, confidence, directory } = situation
  if (signs.cues.has('anyway')) return undefined
  const symbols = unknownSymbols(situation)
  const names = symbols.length > 0 ? [] : misspelt(situation)
  const wanted = [...symbols, ...names].slice(0, mostLookedUp)
  if (wanted.length === 0) return undefined
  const isGone = wanted.some((text) => formerly(text) !== undefined)
  const close = isGone ? [] : wanted.flatMap((text) => directory.near(text))
  const near = [...new Set(close)].slice(0, 4)
  return answered({
    intent: 'unknown_symbol',
    confidence: Math.max(confidence, 0.6),
    answer: answerFor(wanted, near),
    choices: [
      ...near.map((listing) => choiceFor(listing, signs)),
      ...others(situation, symbols, near),
    ],
  })
}

/** What a market question asks about when all else in it is explained: `the stock price of Terranova`. */
export function unknownName(situation: Situation): Reading | undefined {
  const { signs, confidence, directory } = situation
  const [name] = signs.leftovers
  if (name === undefined || signs.financialCount === 0) return undefined
  const former = signs.leftoverCount === 1 ? formerCompany(name) : undefined
  if (former !== undefined) return formerName(former, situation)
  if (confidence < isMarketFrom) return undefined
  if (signs.aspect === null && !signs.cues.has('look')) return undefined
  return answered({
    intent: 'unknown_symbol',
    confidence,
    answer: answerFor([name], []),
    choices: examples(directory),
  })
}

/** `square stock`: what became of it, and the symbol that took its place. */
function formerName(former: Former, { confidence, directory }: Situation): Reading {
  const { successor } = former
  return answered({
    intent: 'unknown_symbol',
    confidence: Math.max(confidence, 0.6),
    answer: gone(former),
    choices: successor === null ? examples(directory) : [choiceOf(`How does ${successor} look?`)],
  })
}

function gone({ symbol, name, fate }: Former): string {
  return `**${symbol}** is not traded any more: ${name} ${fate}.`
}

function unknownSymbols({ signs, confidence }: Situation): readonly string[] {
  const isAlone = signs.mentions.length === 0 && confidence >= isMarketFrom
  return signs.unknown.filter(({ isCertain }) => isCertain || isAlone).map(({ text }) => text)
}

/** Leftover words that are a slip of the pen for a name or a symbol, where the question asks for one. */
function misspelt({ signs, directory }: Situation): readonly string[] {
  if (!asksForName(signs)) return []
  return signs.leftovers
    .slice(0, mostLookedUp)
    .filter(
      (text) =>
        text.length >= 4 && !symbolWords.has(text.toLowerCase()) && directory.near(text).length > 0,
    )
}

/** Only where a name is what is missing: everyday English is full of words that are nearly symbols. */
function asksForName(signs: Signs): boolean {
  const { cues, mentions, wordCount, leftovers, leftoverCount, opening } = signs
  if (cues.has('other') || leftoverCount > mostLookedUp || leftovers.length === 0) return false
  if (cues.has('compare')) return true
  if (mentions.length > 0 || leftovers.length > 1) return false
  return (
    wordCount === 1 ||
    signs.financialCount > 0 ||
    opening.has('onward') ||
    (['look', 'reason'] as const).some((cue) => cues.has(cue))
  )
}

function answerFor(wanted: readonly string[], near: readonly Listing[]): string {
  const former = wanted.map(formerly).find((each) => each !== undefined)
  if (former !== undefined) return gone(former)
  const names = listed(wanted.map((text) => `**${text.slice(0, 40)}**`))
  return `I do not know a listing called ${names}. ${near.length > 0 ? didYouMean : checkSpelling}`
}

const didYouMean = 'Did you mean one of these?'
const checkSpelling =
  'Please check the spelling; outside the United States it helps to add the exchange, as in RELIANCE.NS or SAP.DE.'

/** What else can be done: the symbols that are known, and the unknown one taken at its word. */
function others(
  situation: Situation,
  symbols: readonly string[],
  near: readonly Listing[],
): Choice[] {
  const { signs, directory } = situation
  const known = signs.mentions.flatMap(({ listings }) => (listings.length === 1 ? listings : []))
  const rest =
    known.length === 0 ? [] : [ask({ ...signs, symbols: known.map(({ symbol }) => symbol) })]
  const anyway = symbols.filter(isPlain).map((symbol) => `Look up ${symbol.toUpperCase()} anyway`)
  const fallback = near.length + rest.length > 0 ? [] : examples(directory)
  return [...[...rest, ...anyway].map(choiceOf), ...fallback]
}

function isPlain(symbol: string): boolean {
  return symbol.length <= 5 && isLatinCapitals(symbol.toUpperCase())
}
