// English and German, whole or cut to three letters.
const months = [
  'jan(?:uary|uar)?',
  'feb(?:ruary|ruar)?',
  'mar(?:ch)?|mär(?:z)?',
  'apr(?:il)?',
  'may|mai',
  'june?|juni',
  'july?|juli',
  'aug(?:ust)?',
  'sept?(?:ember)?',
  'o[ck]t(?:ober)?',
  'nov(?:ember)?',
  'de[cz](?:ember)?',
]
const month = `(?:${months.join('|')})\\.?`
const weekday =
  /(?<!(?:black|good|cyber|super) )\b(?:(sun)|(mon)|(tues)|(wednes)|(thurs)|(fri)|(satur))day\b/giu

// ISO; 29.12.2017; 29 December 2017; December 29, 2017; December 2017; Q3 2017; FY2017. Bounded parts, nothing nests.
const written = new RegExp(
  [
    String.raw`\b(?<iso>\d{4}-\d{2}-\d{2})(?:T[\d:.]{5,12}Z?)?`,
    String.raw`\b(?<day0>\d{1,2})[./](?<number0>\d{1,2})[./](?<year0>\d{4})\b`,
    String.raw`\b(?<day1>\d{1,2})(?:st|nd|rd|th|\.)? (?<month1>${month})(?:,? (?<year1>\d{4}))?(?!\p{L})`,
    String.raw`\b(?<month2>${month}) (?<day2>\d{1,2})(?:st|nd|rd|th)?(?:,? (?<year2>\d{4}))?\b(?![.,]\d|\s?%)`,
    String.raw`\b(?<month3>${month}) (?<year3>\d{4})\b`,
    String.raw`(?<=\b(?:in|since|from|until|to|by|last|late|early|of|mid)[ -])(?<month4>${month})(?![\p{L}-]|,? \d)`,
    String.raw`\bQ(?<quarter>[1-4])[ -]?(?:(?:of )?(?:FY ?)?(?<year5>\d{4}))?\b`,
    String.raw`\bFY ?(?<year6>\d{4}|\d{2})\b`,
    String.raw`\b(?<year4>(?:19|20)\d{2})\b(?![.,]\d|\s?%)`,
  ].join('|'),
  'giu',
)

/** A date of prose; parts that it does not name are null. */
export interface DateInText {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly year: number | null
  readonly quarter: number | null
  readonly month: number | null
  readonly day: number | null
  /** 0 is Sunday. */
  readonly weekday: number | null
  /** `fiscal 2017`, `FY2017`: the year of the accounts. */
  readonly isFiscal: boolean
  /** Nothing but a month: it says when, and may be of any year. */
  readonly isVague: boolean
}

export function datesIn(sentence: string): DateInText[] {
  const dates = writtenIn(sentence)
  const days = weekdaysIn(sentence)
  const isOf = (day: DateInText, { start }: DateInText) =>
    start >= day.end && /^(?:,? (?:the )?| \(|'s close \()$/.test(sentence.slice(day.end, start))
  return [
    ...days.filter((day) => !dates.some((date) => isOf(day, date))),
    ...dates.map((date) => {
      const day = days.find((each) => isOf(each, date))
      return day === undefined ? date : { ...date, weekday: day.weekday }
    }),
  ].toSorted((one, other) => one.start - other.start)
}

function weekdaysIn(sentence: string): DateInText[] {
  return [...sentence.matchAll(weekday)].map(({ index, 0: text, ...found }) => ({
    start: index,
    end: index + text.length,
    text,
    year: null,
    quarter: null,
    month: null,
    day: null,
    weekday: Array.from({ length: 7 }, (_, at) => found[at + 1]).findIndex(Boolean),
    isFiscal: false,
    isVague: false,
  }))
}

function writtenIn(sentence: string): DateInText[] {
  return [...sentence.matchAll(written)].map((match) => {
    const [start, end] = [match.index, match.index + match[0].length]
    const before = sentence.slice(Math.max(0, start - 12), start)
    const isFiscal = match.groups?.['year6'] !== undefined || /\bfiscal (?:year )?$/i.test(before)
    return {
      start,
      end,
      text: match[0],
      weekday: null,
      isFiscal,
      isVague: match.groups?.['month4'] !== undefined,
      ...partsOf(match.groups ?? {}),
    }
  })
}

type Groups = Readonly<Record<string, string | undefined>>

function partsOf(groups: Groups): Pick<DateInText, 'year' | 'quarter' | 'month' | 'day'> {
  const [year, monthNumber, day] = groups['iso']?.split('-') ?? []
  return {
    year: numberOf(year) ?? yearOf(groups),
    quarter: numberOf(groups['quarter']),
    month: numberOf(monthNumber) ?? numberOf(groups['number0']) ?? monthOf(groups),
    day: numberOf(day ?? groups['day0'] ?? groups['day1'] ?? groups['day2']),
  }
}

function yearOf(groups: Groups): number | null {
  const year = numberOf([0, 1, 2, 3, 4, 5, 6].map((at) => groups[`year${at}`]).find(Boolean))
  return year !== null && year < 100 ? 2000 + year : year
}

function monthOf(groups: Groups): number | null {
  const name = (
    groups['month1'] ??
    groups['month2'] ??
    groups['month3'] ??
    groups['month4']
  )?.replace('.', '')
  if (name === undefined) return null
  return whole.findIndex((pattern) => pattern.test(name)) + 1
}

const whole = months.map((pattern) => new RegExp(`^(?:${pattern})$`, 'iu'))

function numberOf(text: string | undefined): number | null {
  return text === undefined ? null : Number(text)
}

/** True where an ISO date or date-time is the date as far as that is written; 3/4/2017 may be either day. */
export function isThat(date: DateInText, iso: string): boolean {
  const [year, monthNumber, day] = iso.slice(0, 10).split('-').map(Number)
  if (year === undefined || monthNumber === undefined || day === undefined) return false
  const isPlain = fits(date.month, monthNumber) && fits(date.day, day)
  const isAmerican = fits(date.day, monthNumber) && fits(date.month, day)
  return (
    fits(date.year, year) &&
    fits(date.quarter, Math.ceil(monthNumber / 3)) &&
    (date.weekday === null || date.weekday === new Date(iso.slice(0, 10)).getUTCDay()) &&
    (isPlain || (isAmerican && date.text.includes('/')))
  )
}

function fits(said: number | null, part: number): boolean {
  return said === null || said === part
}
