import type { Word } from './words.ts'

/** The windows that the analysts know, shortest first. */
const windows = [
  { name: '1w', days: 7 },
  { name: '1mo', days: 31 },
  { name: '3mo', days: 92 },
  { name: '6mo', days: 184 },
  { name: '1y', days: 366 },
  { name: '2y', days: 731 },
  { name: '5y', days: 1827 },
] as const

/** A period at some place of a question. */
export interface PeriodMatch {
  /** `1w`, `1mo`, `3mo`, `6mo`, `ytd`, `1y`, `2y`, `5y` or `max`: the shortest that covers what was said. */
  readonly period: string
  /** How many words it took. */
  readonly length: number
}

/** The period that starts at the word `at`, if one does. */
export function periodAt(
  words: readonly Word[],
  at: number,
  askedAt: Date,
): PeriodMatch | undefined {
  return fixedAt(words, at) ?? sinceAt(words, at, askedAt) ?? spanAt(words, at)
}

/** The shortest window that covers some days. */
export function windowOf(days: number): string {
  return windows.find((window) => days <= window.days)?.name ?? 'max'
}

const fixed: ReadonlyMap<string, string> = new Map([
  ['ytd', 'ytd'],
  ['year to date', 'ytd'],
  ['this year', 'ytd'],
  ['year so far', 'ytd'],
  ['so far this year', 'ytd'],
  ['this week', '1w'],
  ['past week', '1w'],
  ['last week', '1w'],
  ['weekly', '1w'],
  ['last few days', '1w'],
  ['past few days', '1w'],
  ['recent days', '1w'],
  ['this month', '1mo'],
  ['monthly', '1mo'],
  ['last few weeks', '1mo'],
  ['past few weeks', '1mo'],
  ['this quarter', '3mo'],
  ['last few months', '3mo'],
  ['past few months', '3mo'],
  ['half a year', '6mo'],
  ['last half year', '6mo'],
  ['yearly', '1y'],
  ['annually', '1y'],
  ['last few years', '5y'],
  ['past few years', '5y'],
  ['decade', 'max'],
  ['last decade', 'max'],
  ['all time', 'max'],
  ['max', 'max'],
  ['ever', 'max'],
  ['since ipo', 'max'],
  ['since inception', 'max'],
  ['since the beginning', 'max'],
  ['whole history', 'max'],
  ['full history', 'max'],
  ['entire history', 'max'],
  ['longest possible', 'max'],
])
const longestFixed = 4

function fixedAt(words: readonly Word[], at: number): PeriodMatch | undefined {
  for (let length = Math.min(longestFixed, words.length - at); length > 0; length -= 1) {
    const period = fixed.get(keyAt(words, at, length))
    if (period !== undefined) return { period, length }
  }
  return undefined
}

function keyAt(words: readonly Word[], at: number, length: number): string {
  return words
    .slice(at, at + length)
    .map(({ lower }) => lower)
    .join(' ')
}

/** `since January`, `since 2020`, `since Monday`. */
function sinceAt(words: readonly Word[], at: number, askedAt: Date): PeriodMatch | undefined {
  const [since, point, year] = words.slice(at, at + 3).map(({ lower }) => lower)
  if (since !== 'since' || point === undefined) return undefined
  if (point === 'yesterday' || weekdays.has(point)) return { period: '1w', length: 2 }
  const spokenYear = yearOf(point, askedAt)
  if (spokenYear !== undefined) return { period: windowSince(spokenYear, 0, askedAt), length: 2 }
  const month = months.findIndex((name) => name === point || name.slice(0, 3) === point)
  if (month < 0) return undefined
  const namedYear = yearOf(year ?? '', askedAt)
  return namedYear === undefined
    ? { period: windowSince(latestYear(month, askedAt), month, askedAt), length: 2 }
    : { period: windowSince(namedYear, month, askedAt), length: 3 }
}

const weekdays = new Set('monday tuesday wednesday thursday friday saturday sunday'.split(' '))
const months =
  'january february march april may june july august september october november december'.split(' ')

function yearOf(word: string, askedAt: Date): number | undefined {
  const year = Number(word)
  return Number.isInteger(year) && year > 1900 && year <= askedAt.getUTCFullYear()
    ? year
    : undefined
}

/** The year in which a month of that name was last begun. */
function latestYear(month: number, askedAt: Date): number {
  return askedAt.getUTCFullYear() - (month > askedAt.getUTCMonth() ? 1 : 0)
}

function windowSince(year: number, month: number, askedAt: Date): string {
  if (month === 0 && year === askedAt.getUTCFullYear()) return 'ytd'
  return windowOf((askedAt.getTime() - Date.UTC(year, month)) / millisecondsADay)
}

const millisecondsADay = 86_400_000

/** `last six months`, `over a year`, `5y`, `12 weeks`. A bare unit counts only after `last`, `past` or `previous`. */
function spanAt(words: readonly Word[], at: number): PeriodMatch | undefined {
  const compact = compactSpan(words[at]?.lower ?? '')
  if (compact !== undefined) return { period: windowOf(compact), length: 1 }
  const isBack = backwards.has(words[at]?.lower ?? '')
  const next = at + (isBack ? 1 : 0)
  const counted = countedSpan(words[next]?.lower, words[next + 1]?.lower)
  if (counted !== undefined) return { period: windowOf(counted), length: next + 2 - at }
  const one = isBack ? countedSpan('one', words[next]?.lower) : undefined
  return one === undefined ? undefined : { period: windowOf(one), length: 2 }
}

const backwards = new Set(['last', 'past', 'previous', 'letzten', 'letztes', 'ultimo', 'ultimos'])

function countedSpan(count: string | undefined, unit: string | undefined): number | undefined {
  const amount = amountOf(count ?? '')
  const days = unitDays.get(unit ?? '')
  return amount === undefined || days === undefined ? undefined : amount * days
}

/** `6mo`, `5y`, `90d`. */
function compactSpan(word: string): number | undefined {
  let digits = 0
  while (digits < 4 && isDigit(word.charAt(digits))) digits += 1
  const days = unitDays.get(word.slice(digits))
  return digits === 0 || days === undefined ? undefined : Number(word.slice(0, digits)) * days
}

function isDigit(character: string): boolean {
  return character >= '0' && character <= '9'
}

function amountOf(word: string): number | undefined {
  const spoken = numbers.get(word)
  if (spoken !== undefined) return spoken
  const amount = Number(word)
  return word !== '' && Number.isFinite(amount) && amount > 0 ? amount : undefined
}

const numbers: ReadonlyMap<string, number> = new Map([
  ...'zero one two three four five six seven eight nine ten eleven twelve'
    .split(' ')
    .map((word, amount): [string, number] => [word, amount])
    .slice(1),
  ['a', 1],
  ['an', 1],
  ['half', 0.5],
  ['couple', 2],
  ['eighteen', 18],
  ['twenty', 20],
  ['thirty', 30],
  ['ein', 1],
  ['einem', 1],
  ['un', 1],
])

const unitDays: ReadonlyMap<string, number> = new Map([
  ...daysOf(1, 'd day days tag tage tagen dia dias jours din'),
  ...daysOf(7, 'w wk wks week weeks woche wochen semana semanas semaines hafte'),
  ...daysOf(30.5, 'm mo mon mos mth mths month months monat monate monaten mes meses mois mahine'),
  ...daysOf(91.5, 'q quarter quarters quartal'),
  ...daysOf(365.25, 'y yr yrs year years jahr jahre jahren ano anos ans saal'),
  ...daysOf(3652.5, 'decade decades'),
])

function daysOf(days: number, names: string): [string, number][] {
  return names.split(' ').map((name) => [name, days])
}
