import type { PersonalSettings } from '../../../core/settings.ts'
import type { Question } from '../../../core/types.ts'
import type { SymbolDirectory } from './directory.ts'
import type { Mention } from './mentions.ts'
import type { Topic } from './topic.ts'

/** The country of listings.tsv whose market a person means where the question does not say; null for none. */
export function homeOf({ settings }: Question): string | null {
  return countries[settings?.market ?? 'world']
}

const countries: Readonly<Record<PersonalSettings['market'], string | null>> = {
  world: null,
  us: 'us',
  india: 'in',
}

export interface Place {
  readonly home: string | null
  readonly topic: Topic | null
  readonly directory: SymbolDirectory
}

/** Whom names and bare symbols mean at home where they could mean others; whom the thread speaks of stays meant. */
export function meantAtHome(mentions: readonly Mention[], place: Place): readonly Mention[] {
  const { home, topic } = place
  if (home === null) return mentions
  return mentions.map((mention) => {
    const isOfThread = mention.listings.some(({ symbol }) => topic?.symbols.includes(symbol))
    return isOfThread ? mention : { ...mention, listings: listingsAtHome(mention, place) }
  })
}

function listingsAtHome({ text, listings }: Mention, { home, directory }: Place) {
  const own = listings.filter(({ tags: [country] }) => country === home)
  if (own.length > 0) return own
  const twin = directory.get(text.toUpperCase() + (suffixes[home ?? ''] ?? ''))
  return twin?.tags[0] === home ? [twin] : listings
}

/** What exchanges at home put behind a symbol: INFY trades in New York, INFY.NS in Mumbai. */
const suffixes: Readonly<Record<string, string>> = { in: '.NS' }
