/** What a number in prose is a number of. */
export type Kind = 'percent' | 'money' | 'times' | 'shares' | 'duration' | 'plain'

const dollars = ['USD', 'CAD', 'AUD', 'HKD', 'SGD', 'NZD', 'TWD']
const rupees = ['INR', 'PKR', 'LKR']
const pounds = ['GBP', 'GBp', 'GBX']

const signs: Readonly<Record<string, readonly string[]>> = {
  $: dollars,
  us$: ['USD'],
  c$: ['CAD'],
  a$: ['AUD'],
  hk$: ['HKD'],
  '€': ['EUR'],
  '£': pounds,
  '¥': ['JPY', 'CNY'],
  '₹': rupees,
  rs: rupees,
  dollar: dollars,
  dollars: dollars,
  euro: ['EUR'],
  euros: ['EUR'],
  pound: pounds,
  pounds: pounds,
  rupee: rupees,
  rupees: rupees,
  yen: ['JPY'],
  yuan: ['CNY'],
  franc: ['CHF'],
  francs: ['CHF'],
}

const codes = new Set(Intl.supportedValuesOf('currency'))

/** The currencies that a sign, a word or a code may mean; null where it means none. */
export function currenciesOf(written: string): readonly string[] | null {
  if (codes.has(written)) return [written]
  return Object.hasOwn(signs, written.toLowerCase()) ? (signs[written.toLowerCase()] ?? null) : null
}

const measures = ['percent', 'fraction', 'ratio', 'points', 'shares', 'count', 'currency']
const spans = ['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year', 'session']

/** `hours` is `hour`; null for what is no span of time. */
export function spanOf(word: string): string | null {
  const single = word.toLowerCase().replace(/s$/, '')
  return spans.includes(single) ? single : null
}

/** The unit of a value: as its evidence says, else as its name does; null where neither says. */
export function unitOf(name: string, given: string | undefined): string | null {
  if (given !== undefined) return given
  return /percent$/i.test(name) ? 'percent' : null
}

export function isMoney(unit: string | null): boolean {
  return unit === 'currency' || (unit !== null && !measures.includes(unit) && spanOf(unit) === null)
}

interface Written {
  readonly kind: Kind
  readonly currencies: readonly string[] | null
  readonly span: string | null
}

/** What a value is multiplied by to be written in that kind; none where it cannot be. */
export function factorsFor({ kind, currencies, span }: Written, unit: string | null): number[] {
  if (unit === null) return kind === 'percent' ? [1, 100] : [1]
  switch (kind) {
    case 'percent':
      return unit === 'percent' ? [1] : unit === 'fraction' || unit === 'ratio' ? [100] : []
    case 'money':
      return isMoney(unit) && (unit === 'currency' || currencies?.includes(unit) !== false)
        ? [1]
        : []
    case 'times':
      return unit === 'ratio' ? [1] : []
    case 'shares':
      return unit === 'shares' ? [1] : []
    case 'duration':
      return (unit === 'count' && span === 'day') || spanOf(unit) === span ? [1] : []
    case 'plain':
      return [1]
  }
}
