import type { Reading } from '../../../core/project.ts'
import { choiceOf } from './ask.ts'
import { aspects } from './aspects.ts'
import { isMarketFrom } from './confidence.ts'
import type { SymbolDirectory } from './directory.ts'
import { metricOf, orderOf, rankable } from './metrics.ts'
import { answered, mostCandidates, mostSymbols, shownOf, work } from './readings.ts'
import type { Signs } from './signs.ts'
import type { Situation } from './situation.ts'

/** `top picks in tech`, `five Indian banks with the lowest P/E`: the best of a sector and country, side by side. */
export function ranking(situation: Situation): Reading | undefined {
  const { signs, confidence } = situation
  if (confidence < isMarketFrom || !(wantsOrder(signs) || namesGroup(signs))) return undefined
  const known = listAskedFor(situation)
  if (known.length === 0) return undefined
  const aspect = aspectFor(situation)
  const metric = aspect === null && signs.fact === null ? null : metricOf({ ...signs, aspect })
  const cannot = metric === null && wantsOrder(signs) ? unranked(situation, aspect) : undefined
  if (cannot !== undefined) return cannot
  const shown = shownOf({ count: signs.count ?? mostSymbols })
  // One table holds them all, or nothing decides among those that are known best.
  const isShort = known.length <= shown || (aspect !== null && metric === null)
  return work({
    intent: 'ranking',
    confidence,
    symbols: known.slice(0, shown),
    aspect: metric?.aspect ?? aspect,
    period: signs.period,
    candidates: isShort && metric === null ? [] : known.slice(0, mostCandidates),
    count: signs.count,
    order: metric === null ? null : orderOf(metric, signs),
  })
}

/** `best`, `which stocks`; or one end of something that can be ordered. */
function wantsOrder(signs: Signs): boolean {
  const { cues } = signs
  if (cues.has('rank')) return true
  return (
    (cues.has('most') || cues.has('least')) && metricOf(signs) !== null && signs.financialCount > 1
  )
}

/** `Top stocks by employees`: what cannot be ranked by is said, with what can. */
function unranked(situation: Situation, aspect: string | null): Reading | undefined {
  const { signs, question, confidence } = situation
  const [, named] =
    /\b(?:ranked|sorted|ordered|ranking|stocks|shares|companies|picks|top|best) by (?:the )?([\p{L} ]{3,30})/iu.exec(
      question.text.slice(0, 300),
    ) ?? []
  const isNamed = named !== undefined && signs.leftovers.some((text) => named.includes(text))
  const wanted =
    aspect === null ? (isNamed ? named.trim() : null) : (aspects[aspect]?.label ?? aspect)
  if (wanted === null) return undefined
  return answered({
    intent: 'ranking',
    confidence,
    answer: `I cannot rank by **${wanted}**. What I can rank by: ${rankable.join(', ')}.`,
    choices: ['Tech stocks with the lowest P/E', 'Banks with the highest dividend yield'].map(
      choiceOf,
    ),
  })
}

/** At home where the question names no country, unless there is none of that at home. */
function listAskedFor({ signs, home, directory }: Situation): readonly string[] {
  const { sector, country } = signs
  const all = bestKnown(directory, sector, country)
  // The best known of all are American: the long list of that country would only take longer.
  if (country !== null || home === null || (home === 'us' && sector === null)) return all
  const own = bestKnown(directory, sector, home)
  return own.length > 0 ? own : all
}

/** `chip stocks`, `which Indian stocks are good`; a country’s market as a whole is an overview. */
function namesGroup({ sector, country, cues, financialCount }: Signs): boolean {
  if (cues.has('reason')) return false
  if (sector !== null) return true
  return country !== null && financialCount > 0 && !cues.has('overview') && !cues.has('look')
}

/** `How is the market?`, `Why are Indian stocks falling?`: the indices of a country, or of the world. */
export function overview({ signs, confidence, home, directory }: Situation): Reading | undefined {
  const { cues, country } = signs
  if (confidence < isMarketFrom) return undefined
  if (!speaksOfMarket(signs) && (country === null || !(cues.has('look') || cues.has('reason'))))
    return undefined
  const indices = indicesOf(country ?? home)
  const symbols = directory.preferred(indices).slice(0, mostSymbols)
  const intent = cues.has('reason') ? 'reason' : 'overview'
  const [first] = symbols
  return work({
    intent,
    confidence,
    symbols: intent === 'reason' && first !== undefined ? [first] : symbols,
    aspect: null,
    period: signs.period,
  })
}

/** `The market`, and what else means it as a whole. */
export function speaksOfMarket({ cues }: Signs): boolean {
  return cues.has('overview') || cues.has('place')
}

/** The index that `the market` means beside one share. */
export function benchmark({ home, directory }: Situation): readonly string[] {
  return directory.preferred(indicesOf(home).slice(0, 1))
}

/** Three of the same sector and country, best known first. */
export function peersOf(symbol: string, directory: SymbolDirectory): readonly string[] {
  const [country = 'us', ...sectors] = directory.get(symbol)?.tags ?? []
  const sector = sectors.findLast((tag) => tag !== 'ai' && tag !== 'magnificent') ?? 'magnificent'
  const others = bestKnown(directory, sector, country)
  const known = directory.preferred(['^GSPC', 'AAPL', 'MSFT', 'TSLA'])
  return [...new Set([...others, ...known])].filter((peer) => peer !== symbol).slice(0, 3)
}

/** Best known first, of a sector and a country; the large American technology companies where neither is named. */
function bestKnown(
  directory: SymbolDirectory,
  sector: string | null,
  country: string | null,
): readonly string[] {
  const fallback = country === null ? 'magnificent' : country
  const listings = directory
    .tagged(sector ?? fallback)
    .filter(({ tags }) => country === null || tags.includes(country))
    .filter(({ tags }) => sector === 'index' || !tags.includes('index'))
  return directory.preferred(listings.map(({ symbol }) => symbol))
}

function aspectFor({ signs }: Situation): string | null {
  const { aspect, isAspectFinancial } = signs
  return isAspectFinancial || (aspect !== null && plainAspects.has(aspect)) ? aspect : null
}

/** Everyday words that say in a list what it is ordered by. */
const plainAspects: ReadonlySet<string> = new Set(['valuation', 'risk', 'performance', 'growth'])

function indicesOf(country: string | null): readonly string[] {
  return (country === null ? undefined : nationalIndices[country]) ?? worldIndices
}

const worldIndices = ['^GSPC', '^IXIC', '^DJI', '^STOXX50E', '^NSEI', '^N225']

const nationalIndices: Readonly<Record<string, readonly string[]>> = {
  us: ['^GSPC', '^IXIC', '^DJI', '^RUT'],
  in: ['^NSEI', '^BSESN', '^NSEBANK'],
  uk: ['^FTSE'],
  de: ['^GDAXI'],
  fr: ['^FCHI'],
  ch: ['^SSMI'],
  eu: ['^STOXX50E', '^GDAXI', '^FTSE', '^FCHI'],
  ca: ['^GSPTSE'],
  jp: ['^N225'],
  hk: ['^HSI'],
  china: ['000001.SS', '^HSI'],
}
