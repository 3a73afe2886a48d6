import type { Choice } from '../../../core/types.ts'
import { aspects } from './aspects.ts'
import type { Listing, SymbolDirectory } from './directory.ts'

/** What one could ask about symbols. */
export interface Asked {
  readonly symbols: readonly string[]
  readonly aspect: string | null
  readonly period: string | null
}

/** A question as a button says it, in words that this router reads back. */
export function ask({ symbols, aspect, period }: Asked): string {
  const named = listed(symbols)
  const over = period === null ? '' : ` over ${spokenPeriods[period] ?? period}`
  const label = aspect === null ? undefined : aspects[aspect]?.label
  if (label !== undefined) return `${capitalised(label)} of ${named}${over}`
  return symbols.length > 1 ? `Compare ${named}${over}` : `How does ${named} look${over}?`
}

export function choiceOf(text: string): Choice {
  return { label: text, text }
}

/** A button that means one of several listings. */
export function choiceFor(listing: Listing, asked: Omit<Asked, 'symbols'>): Choice {
  const { symbol, name } = listing
  const label = name === symbol ? symbol : `${name} (${symbol})`
  return { label, text: ask({ ...asked, symbols: [symbol] }) }
}

/** Three questions to start from, about symbols that the data source has where it lists any. */
export function examples(directory: SymbolDirectory): Choice[] {
  const [first = 'AAPL', second = 'TSLA'] = directory.preferred(wellKnown)
  return [
    ask({ symbols: [first], aspect: null, period: null }),
    ask({ symbols: [first, second], aspect: null, period: null }),
    ask({ symbols: [second], aspect: 'rsi14', period: null }),
  ].map(choiceOf)
}

const wellKnown = ['AAPL', 'TSLA', 'MSFT', 'GOOGL', 'NVDA', 'AMZN']

/** `AAPL`, `AAPL and TSLA`, `AAPL, MSFT and TSLA`. */
export function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? ''
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

const spokenPeriods: Readonly<Record<string, string>> = {
  '1w': 'one week',
  '1mo': 'one month',
  '3mo': 'three months',
  '6mo': 'six months',
  ytd: 'the year to date',
  '1y': 'one year',
  '2y': 'two years',
  '5y': 'five years',
  max: 'all time',
}
