/** What a number in prose is a number of. */
export type Kind = 'percent' | 'money' | 'times' | 'shares' | 'duration' | 'plain'

const dollars = ['USD', 'CAD', 'AUD', 'HKD', 'SGD', 'NZD', 'TWD']
const rupees = ['INR', 'PKR', 'LKR']
const pence = ['GBp', 'GBX']
const pounds = ['GBP']

const signs: Readonly<Record<string, readonly string[]>> = {
  $: dollars,
  us$: ['USD'],
  c$: ['CAD'],
  ca$: ['CAD'],
  a$: ['AUD'],
  hk$: ['HKD'],
  nz$: ['NZD'],
  nt$: ['TWD'],
  mx$: ['MXN'],
  r$: ['BRL'],
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
  p: pence,
  pence: pence,
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
  return unit !== null && (unit === 'currency' || codes.has(unit) || pence.includes(unit))
}

interface Written {
  readonly kind: Kind
  readonly currencies: readonly string[] | null
  readonly span: string | null
}

/** What a value is multiplied by to be written in that kind; none where it cannot be. */
export function factorsFor(as: Written, unit: string | null): readonly number[] {
  if (unit === null) return as.kind === 'percent' ? [1, 100] : [1]
  if (as.kind === 'percent' && (unit === 'fraction' || unit === 'ratio')) return [100]
  if (as.kind === 'money' && as.currencies !== null) return coinsFor(as.currencies, unit)
  return fits[as.kind](unit, as) ? [1] : []
}

/** A price in pence is written in pounds, and the other way round. */
function coinsFor(written: readonly string[], unit: string): readonly number[] {
  if (unit === 'currency' || written.includes(unit)) return [1]
  if (pence.includes(unit) && written.includes('GBP')) return [0.01]
  return unit === 'GBP' && written.some((each) => pence.includes(each)) ? [100] : []
}

const fits: Readonly<Record<Kind, (unit: string, as: Written) => boolean>> = {
  percent: (unit) => unit === 'percent',
  money: isMoney,
  times: (unit) => unit === 'ratio',
  shares: (unit) => unit === 'shares',
  duration: (unit, { span }) => spanOf(unit) === span || (unit === 'count' && span === 'day'),
  plain: () => true,
}
