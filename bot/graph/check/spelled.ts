import { sideOf } from './direction.ts'
import { countOf, type NumberInText, suffixOf } from './numbers.ts'

const parts: Readonly<Record<string, number>> = {
  half: 2,
  third: 3,
  quarter: 4,
  fifth: 5,
  sixth: 6,
  eighth: 8,
  tenth: 10,
}
const multiples: Readonly<Record<string, number>> = {
  twice: 2,
  doubled: 2,
  doubling: 2,
  tripled: 3,
  trebled: 3,
  quadrupled: 4,
  halved: 0.5,
}

const share =
  /(?<!\p{L})(?:(?<many>an?|one|two|three|four)[ -](?<part>third|quarter|fifth|sixth|eighth|tenth)s?|(?<half>half))(?!\p{L})/giu
const few = 'one|two|three|four|five|six|seven|eight|nine|ten'
const ratio = new RegExp(
  String.raw`(?<!\p{L})(?:(?<part>${few}|\d{1,2})(?: \p{L}+)? in|(?<part>${few}) out of) (?:every )?(?<all>${few}|\d{1,2})(?= \p{L})(?! (?:year|month|week|day|quarter)s?(?!\p{L}))`,
  'giu',
)
const multiple =
  /(?<!\p{L})(?:(?<twice>twice)(?= (?:as|the|that|those|its|what)(?!\p{L}))|(?<verb>doubled|doubling|tripled|trebled|quadrupled|halved)(?! down(?!\p{L})))/giu
const amount =
  /(?<!\p{L})(?:(?<half>half) an?|an?)(?= (?:million|billion|trillion|lakh|crore)(?!\p{L}))/giu
const count =
  /(?<!\p{L})(?<word>[a-z]{3,9})(?:-(?<one>[a-z]{3,5}))?(?<more> and a half)?(?= (?:points?|times|percent|per cent|percentage|basis|bps|cents?|paise|dollars?|euros?|rupees?|pounds?|thousand|lakh|million|billion|trillion|crore)(?!\p{L}))/giu

/** How far off a round word may be: a third is said of 31 and of 35 %. */
const slack = 0.07

/** Shares, multiples and amounts in words: `a third of sales`, `doubled`, `half a trillion`, `nine points`. */
export function spelledIn(sentence: string): NumberInText[] {
  const found = [
    ...[...sentence.matchAll(amount)].flatMap((match) => amountOf(match, sentence)),
    ...[...sentence.matchAll(share)].flatMap((match) => shareOf(match, sentence)),
    ...[...sentence.matchAll(ratio)].map(ratioOf),
    ...[...sentence.matchAll(multiple)].map(multipleOf),
    ...[...sentence.matchAll(count)].flatMap((match) => countIn(match, sentence)),
  ]
  return found.filter((one, at) => !found.slice(0, at).some((other) => isIn(one, other)))
}

function isIn(one: NumberInText, other: NumberInText): boolean {
  return one.start < other.end && other.start < one.end
}

function amountOf({ index, 0: text, groups }: RegExpExecArray, sentence: string): NumberInText[] {
  const suffix = suffixOf(sentence.slice(index + text.length, index + text.length + 48))
  const size = (groups?.['half'] === undefined ? 1 : 0.5) * suffix.scale
  return [round({ start: index, text: text + suffix.text, size, kind: kindOf(suffix) })]
}

function kindOf({ kind, currencies }: ReturnType<typeof suffixOf>): NumberInText['kind'] {
  return currencies === null ? kind : 'money'
}

const ordinal = /(?:first|second|third|last|latter|other|better|early|late|and an?|this|one)[ -]$/i
const moved =
  /(?<!\p{L})(?:by|up|down|off|lost|gained|fell|dropped|rose|shed|climbed|grew|shrank) (?:about |around |roughly |almost |nearly |some |over |more than |less than )?$/iu

/** Only where it is a share of something: not the second half, not a quarter ago. */
function shareOf({ index, 0: text, groups }: RegExpExecArray, sentence: string): NumberInText[] {
  const before = sentence.slice(Math.max(0, index - 24), index)
  const after = sentence.slice(index + text.length, index + text.length + 24)
  const isHalf = groups?.['half'] !== undefined
  if (isHalf && ordinal.test(before)) return []
  const isMultiple = /^ as (?!of )/.test(after)
  const next = /^ (\p{L}+)/u.exec(after)?.[1] ?? ''
  const isShare = next === 'of' || (isHalf && /^(?:the|its|their|every)$/.test(next))
  if (!isShare && !isMultiple && !moved.test(before) && sideOf(next) === 0) return []
  const part = parts[(groups?.['part'] ?? 'half').toLowerCase()] ?? 1
  const many = countOf((groups?.['many'] ?? '').toLowerCase()) ?? 1
  const size = many / part
  if (isMultiple) return [round({ start: index, text, size, kind: 'times' })]
  return [round({ start: index, text, size: size * 100, kind: 'percent' })]
}

function ratioOf({ index, 0: text, groups }: RegExpExecArray): NumberInText {
  const [part = 1, all = 1] = [groups?.['part'], groups?.['all']].map(
    (word = '') => countOf(word.toLowerCase()) ?? (Number(word) || 1),
  )
  return round({ start: index, text, size: (100 * part) / all, kind: 'percent' })
}

function multipleOf({ index, 0: text }: RegExpExecArray): NumberInText {
  return round({ start: index, text, size: multiples[text.toLowerCase()] ?? 1, kind: 'times' })
}

function countIn({ index, 0: text, groups }: RegExpExecArray, sentence: string): NumberInText[] {
  const one = groups?.['one'] === undefined ? 0 : countOf(groups['one'].toLowerCase())
  const word = countOf((groups?.['word'] ?? '').toLowerCase())
  if (word === null || one === null) return []
  const half = groups?.['more'] === undefined ? 0 : 0.5
  const end = index + text.length
  const suffix = suffixOf(sentence.slice(end, end + 48), sentence)
  if (!isMeasured(sentence, index, end)) return []
  const { scale, currencies } = suffix
  const size = (word + one + half) * scale
  const tolerance = (half === 0 ? 0.5 : 0.25) * scale
  const found = round({ start: index, text: text + suffix.text, size, kind: kindOf(suffix) })
  return [{ ...found, scale, tolerance, roughness: tolerance, currencies }]
}

/** `three points to note` and `three times in a row` measure nothing. */
function isMeasured(sentence: string, start: number, end: number): boolean {
  const after = sentence.slice(end, end + 24)
  if (after.startsWith(' times'))
    return !/^ times (?:an?|in|this|since|over|running)(?!\p{L})/u.test(after)
  if (!/^ points?(?!\p{L})/u.test(after)) return true
  if (sideOf(/^ points? (\p{L}+)/u.exec(after)?.[1]) !== 0) return true
  const words = sentence
    .slice(Math.max(0, start - 28), start)
    .toLowerCase()
    .split(/[^\p{L}]+/u)
  return words.some((word) => /^(?:by|than|of|within)$/.test(word) || sideOf(word) !== 0)
}

function round({
  start,
  text,
  size,
  kind,
}: Pick<NumberInText, 'start' | 'text' | 'size' | 'kind'>): NumberInText {
  return {
    start,
    end: start + text.length,
    text,
    size,
    scale: 1,
    nextScale: 1,
    tolerance: slack * size,
    roughness: 1.5 * slack * size,
    sign: null,
    kind,
    currencies: null,
    span: null,
    isWord: true,
    isWrapped: false,
  }
}
