import { currenciesOf, type Kind, spanOf } from './units.ts'

/** A number as it stands in prose. */
export interface NumberInText {
  /** Where it stands, and what was written: `1.2 billion`, `3.4 %`. Its sign and a currency before it are not part. */
  readonly start: number
  readonly end: number
  readonly text: string
  /** Without its sign, its scale taken in. */
  readonly size: number
  /** 1e9 of a number in billions. */
  readonly scale: number
  /** The scale of the number after it in a list, which may be its own too. */
  readonly nextScale: number
  /** Half a unit of its last written digit: what rounding may have cost. */
  readonly tolerance: number
  /** Half a unit of its last digit that is not zero: what `about` may have cost. */
  readonly roughness: number
  readonly sign: -1 | 1 | null
  readonly kind: Kind
  /** ISO codes that the written currency may mean. */
  readonly currencies: readonly string[] | null
  /** `day`, `year`, … of a duration. */
  readonly span: string | null
  /** True for a word: `twelve`. */
  readonly isWord: boolean
  /** `(18.2)`: below zero in accounts, anything in prose. */
  readonly isWrapped: boolean
}

const scales: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  lakh: 1e5,
  lakhs: 1e5,
  m: 1e6,
  mn: 1e6,
  mln: 1e6,
  mio: 1e6,
  million: 1e6,
  millions: 1e6,
  millionen: 1e6,
  cr: 1e7,
  crore: 1e7,
  crores: 1e7,
  b: 1e9,
  bn: 1e9,
  bln: 1e9,
  mrd: 1e9,
  billion: 1e9,
  billions: 1e9,
  milliarden: 1e9,
  milliards: 1e9,
  t: 1e12,
  tn: 1e12,
  trillion: 1e12,
  trillions: 1e12,
}

// Digits with single separators between them: each character has one way to match.
const digits = /\d+(?:[.,'’\u00A0\u202F]\d+)*/gu
const wordAfter = /^[\s\u00A0-]?(\p{L}{1,12})(?!\p{L})/u
const percentAfter =
  /^[\s\u00A0]?(?:%|percent\b|per cent\b|pct\b|pc\b|prozent\b|pour cent\b|pp\b)|^ percentage points?\b/iu
const basisAfter = /^[ -]?(?:basis points?|bps?)\b/iu
const coinsAfter = /^ (?:cents?|paise|pence|rappen|centimes|øre|öre|sen)(?!\p{L})/iu
/** Of every dollar, of each 100 rupees. */
export const perCoin =
  /\b(?:(?:every|each|per|an?|one) (?:(?:100|hundred|1) )?(?:dollar|euro|rupee|franc|pound|krone|krona|yen|yuan|real|peso|rand)s?\b|(?:every|each|per) [$€£₹](?:1|100)?(?![\d.,]))/i
/** Of each 100 rupees, out of every hundred parcels: the other numbers of the sentence are a share. */
const perHundred = /\b(?:every|each|per)(?: (?:100|hundred) | {4,})\p{L}/iu
const timesAfter = /^(?: ?[×x]| times| ?-?fold)(?!\p{L})/iu
const currencyBefore = /(?:(US|CA|C|A|HK|NZ|NT|MX|R)?([$€£¥₹])|(\p{L}{2,3})\.?) ?([-−–+])?$/u
const signAfterCurrency = /(?:^|[\s(|~[*_:])([-−–+])$/u

/** Every number of a sentence, whatever it may turn out to be. */
export function numbersIn(sentence: string): NumberInText[] {
  return scaled(
    sentence,
    [...sentence.matchAll(digits)].map(({ index, 0: written }) => read(sentence, index, written)),
  )
}

function read(sentence: string, start: number, written: string): NumberInText {
  const before = currencyOf(sentence.slice(Math.max(0, start - 8), start))
  const rest = sentence.slice(start + written.length, start + written.length + 48)
  const isOpen = /\([$€£¥₹]?$/u.test(sentence.slice(Math.max(0, start - 2), start))
  // `(18.2) billion`: only what is below zero stands so.
  const isBelow = isOpen && /^\) ?\p{L}/u.test(rest) && suffixOf(rest.slice(1)).text !== ''
  const after = isBelow ? { ...suffixOf(rest.slice(1)), text: '' } : suffixOf(rest, sentence)
  const { size, decimals, zeros } = sizeOf(written)
  const end = start + written.length + after.text.length
  const unit = after.scale / 10 ** decimals
  // For every dollar of equity 1.80 dollars of debt: a ratio.
  const isOne = after.scale === 1 && size <= 100
  const isShare = isOne && perHundred.test(sentence) && after.kind !== 'percent'
  const isCoin = isOne && (before.currencies ?? after.currencies) !== null
  const isRatio = !isShare && isCoin && perCoin.test(sentence)
  const currencies = isRatio || isShare ? null : (before.currencies ?? after.currencies)
  return {
    start,
    end,
    text: sentence.slice(start, end),
    size: size * after.scale,
    scale: after.scale,
    nextScale: 1,
    tolerance: 0.5 * unit,
    roughness: 0.5 * unit * 10 ** zeros,
    sign: isBelow ? -1 : before.sign,
    kind: isShare ? 'percent' : isRatio ? 'times' : kindOf(after, currencies),
    currencies,
    span: after.span,
    isWord: false,
    isWrapped: isOpen && rest.startsWith(')', after.text.length),
  }
}

function kindOf({ kind }: Suffix, currencies: readonly string[] | null): Kind {
  return currencies !== null && kind === 'plain' ? 'money' : kind
}

interface Before {
  readonly sign: -1 | 1 | null
  readonly currencies: readonly string[] | null
}

function currencyOf(before: string): Before {
  const found = currencyBefore.exec(before)
  const written = found?.[2] === undefined ? found?.[3] : `${found[1] ?? ''}${found[2]}`
  const currencies = written === undefined ? null : currenciesOf(written)
  const rest = currencies === null ? before : before.slice(0, found?.index)
  const sign = (currencies === null ? null : found?.[4]) ?? signAfterCurrency.exec(rest)?.[1]
  if (sign === undefined) return { sign: null, currencies }
  return { sign: sign === '+' ? 1 : -1, currencies }
}

interface Suffix {
  readonly text: string
  readonly scale: number
  readonly kind: Kind
  readonly currencies: readonly string[] | null
  readonly span: string | null
}

/** Scales, then a unit: ` lakh crore rupees`, `bn`, ` %`, ` times`, ` days`. */
export function suffixOf(after: string, sentence = ''): Suffix {
  let scale = 1
  let length = 0
  for (let word = scaleAt(after); word !== null; word = scaleAt(after.slice(length))) {
    scale *= word.scale
    length += word.length
  }
  const unit = unitAfter(after.slice(length), sentence)
  const { kind, currencies, span } = unit
  const text = after.slice(0, length + unit.length)
  return { text, scale: scale * unit.factor, kind, currencies, span }
}

function scaleAt(after: string): { readonly scale: number; readonly length: number } | null {
  const found = /^[\s\u00A0]?(\p{L}{1,10})(?!\p{L})/u.exec(after)
  const word = found?.[1]?.toLowerCase() ?? ''
  const scale = Object.hasOwn(scales, word) ? scales[word] : undefined
  return found === null || scale === undefined ? null : { scale, length: found[0].length }
}

interface UnitAfter extends Omit<Suffix, 'text' | 'scale'> {
  readonly length: number
  /** A basis point is a hundredth of a percentage point, a cent of a dollar. */
  readonly factor: number
}

function unitAfter(rest: string, sentence: string): UnitAfter {
  const none = { length: 0, factor: 1, currencies: null, span: null }
  const percent = percentAfter.exec(rest)?.[0].length
  if (percent !== undefined) return { ...none, kind: 'percent', length: percent }
  const basis = basisAfter.exec(rest)?.[0].length
  if (basis !== undefined) return { ...none, kind: 'percent', length: basis, factor: 0.01 }
  if (timesAfter.test(rest)) return { ...none, kind: 'times' }
  if (coinsAfter.test(rest)) return coinsIn(rest, sentence)
  const isPence = /^p(?![\p{L}/])/u.test(rest)
  if (isPence) return { ...none, kind: 'money', currencies: currenciesOf('p'), length: 1 }
  const sign = /^[\s\u00A0]?([$€£¥₹])/u.exec(rest)?.[1]
  const word = sign ?? wordAfter.exec(rest)?.[1] ?? ''
  const currencies = currenciesOf(word)
  if (currencies !== null) return { ...none, kind: 'money', currencies }
  if (/^shares?$/i.test(word)) return { ...none, kind: 'shares' }
  const span = spanOf(word) ?? spanOf(/^ trading (\p{L}+)/u.exec(rest)?.[1] ?? '')
  return { ...none, kind: span === null ? 'plain' : 'duration', span }
}

/** 86 cents of every dollar are 86 %; 86 cents are 0.86 dollars. */
function coinsIn(rest: string, sentence: string): UnitAfter {
  const none = { length: 0, factor: 1, currencies: null, span: null }
  const isShare = /^ \p{L}+ (?:of|on|in|for) /u.test(rest) || perCoin.test(sentence)
  if (isShare) return { ...none, kind: 'percent' }
  if (/^ pence/i.test(rest))
    return { ...none, kind: 'money', currencies: currenciesOf('pence'), length: 6 }
  const isHundredth = /^ (?:cents?|paise)/i.test(rest)
  return { ...none, kind: isHundredth ? 'money' : 'plain', factor: isHundredth ? 0.01 : 1 }
}

interface Size {
  readonly size: number
  readonly decimals: number
  /** Zeros at the end of a whole number. */
  readonly zeros: number
}

/** `1,234.5`, `1.234,5`, `1 234`, `16,29,900`; a size of NaN for what is none of them. */
function sizeOf(written: string): Size {
  const [whole = '', fraction = ''] = partsOf(written)
  const decimals = fraction.length
  const zeros = decimals > 0 ? 0 : (/[1-9](0*)$/.exec(whole)?.[1]?.length ?? 0)
  return { size: Number(`${whole}.${fraction || '0'}`), decimals, zeros }
}

function partsOf(written: string): readonly string[] {
  const plain = written.replaceAll(/['’\u00A0\u202F]/gu, ',')
  if (/^\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?$/.test(plain))
    return plain.replaceAll(',', '').split('.')
  if (/^\d+(?:\.\d+)?$/.test(plain)) return plain.split('.')
  if (/^\d+,\d{1,2}$/.test(plain)) return plain.split(',')
  if (/^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(plain)) return plain.replaceAll('.', '').split(',')
  return ['NaN']
}

/** `between 5 and 7 billion`: the scale of the last may be that of all. */
function scaled(sentence: string, numbers: readonly NumberInText[]): NumberInText[] {
  return numbers.map((number, at) => {
    const next = numbers[at + 1]
    if (next === undefined || number.scale !== 1 || next.scale === 1) return number
    const between = sentence.slice(number.end, Math.min(next.start, number.end + 12))
    return isListed(between) ? { ...number, nextScale: next.scale } : number
  })
}

/** Nothing but what joins a list stands between. */
function isListed(between: string): boolean {
  return /^(?:, ?| ?[-–] ?|,? (?:and|or|to|und|bis|et|à) )[$€£¥₹]?[-−+]?$/u.test(between)
}

const words =
  'two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')

/** What a word counts: `twelve` is 12. One is a pronoun as often as a number. */
export function countOf(word: string): number | null {
  const at = words.indexOf(word)
  if (at !== -1) return at + 2
  const ten = tens.indexOf(word)
  return ten === -1 ? null : ten * 10 + 20
}
