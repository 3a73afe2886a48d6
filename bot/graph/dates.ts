import type { NumberInText } from './numbers.ts'

const names = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const month = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?'

// ISO; 29 December 2017; December 29, 2017; December 2017; 29 December. Bounded parts, nothing nests.
const written = new RegExp(
  [
    String.raw`\b(?<iso>\d{4}-\d{2}-\d{2})(?:T[\d:.]{5,12}Z?)?`,
    String.raw`\b(?<day1>\d{1,2})(?:st|nd|rd|th)? (?<month1>${month})(?:,? (?<year1>\d{4}))?\b`,
    String.raw`\b(?<month2>${month}) (?<day2>\d{1,2})(?:st|nd|rd|th)?(?:,? (?<year2>\d{4}))?\b`,
    String.raw`\b(?<month3>${month}) (?<year3>\d{4})\b`,
    String.raw`\b(?<year4>(?:19|20)\d{2})\b(?![.,]\d|\s?%)`,
  ].join('|'),
  'giu',
)

interface Masked {
  /** The sentence with spaces where its dates were. */
  readonly masked: string
  /** Dates that no evidence mentions. A lone year that is unknown stays a number like any other. */
  readonly unknown: readonly NumberInText[]
}

/** Takes the dates out of a sentence and says which of them are not among the known ISO dates. */
export function maskDates(sentence: string, known: ReadonlySet<string>): Masked {
  const unknown: NumberInText[] = []
  const masked = sentence.replaceAll(written, (text, ...rest) => {
    const groups: Record<string, string | undefined> = rest.at(-1)
    const start: number = rest.at(-3)
    const isKnown = matches(groups, known)
    if (!isKnown && groups['year4'] !== undefined) return text
    if (!isKnown) unknown.push(asNumber(text, start))
    return ' '.repeat(text.length)
  })
  return { masked, unknown }
}

function matches(
  groups: Readonly<Record<string, string | undefined>>,
  known: ReadonlySet<string>,
): boolean {
  if (groups['iso'] !== undefined) return known.has(groups['iso'])
  const year = groups['year1'] ?? groups['year2'] ?? groups['year3'] ?? groups['year4']
  const monthName = groups['month1'] ?? groups['month2'] ?? groups['month3']
  const day = groups['day1'] ?? groups['day2']
  const monthNumber = monthName && names.indexOf(monthName.slice(0, 3).toLowerCase()) + 1
  return [...known].some((iso) => {
    const [y, m, d] = iso.split('-').map(Number)
    return (
      (year === undefined || Number(year) === y) &&
      (monthNumber === undefined || monthNumber === m) &&
      (day === undefined || Number(day) === d)
    )
  })
}

function asNumber(text: string, start: number): NumberInText {
  return { start, end: start + text.length, text, size: NaN, tolerance: 0, isPercent: false }
}
