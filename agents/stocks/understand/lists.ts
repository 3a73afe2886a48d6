import type { Reading } from '../../../core/project.ts'
import { isMarketFrom } from './confidence.ts'
import type { SymbolDirectory } from './directory.ts'
import { mostCandidates, mostSymbols, work } from './readings.ts'
import type { Signs } from './signs.ts'
import type { Situation } from './situation.ts'

/** `top picks in tech`, `best Indian banks`: the best of a sector and country, side by side. */
export function ranking(situation: Situation): Reading | undefined {
  const { signs, confidence } = situation
  if (confidence < isMarketFrom) return undefined
  if (!signs.cues.has('rank') && !namesGroup(signs)) return undefined
  const known = listAskedFor(situation)
  if (known.length === 0) return undefined
  const aspect = aspectFor(situation)
  // One table holds them all, or the aspect decides among those that are known best.
  const isShort = known.length <= mostSymbols || aspect !== null
  return work({
    intent: 'ranking',
    confidence,
    symbols: known.slice(0, mostSymbols),
    aspect,
    period: signs.period,
    candidates: isShort ? [] : known.slice(0, mostCandidates),
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
  return signs.isAspectFinancial || signs.aspect === 'valuation' || signs.aspect === 'risk'
    ? signs.aspect
    : null
}

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
