import { isAttachedDate } from './attached.ts'
import { type DateInText, isThat } from './dates.ts'
import type { Facts } from './facts.ts'
import { type Day, dayBefore, type Figure } from './figures.ts'
import { bare } from './said.ts'
import type { Sentence } from './sentence.ts'
import { wordsOfKey } from './words.ts'

/** The days of evidence that a date may be; null where none stands behind it. */
export function daysFor(
  date: DateInText,
  sentence: Sentence,
  { facts, matched }: { readonly facts: Facts; readonly matched: readonly Figure[] },
): readonly Day[] | null {
  const known = facts.days.filter((day) => isThat(date, day.iso)).filter(isOfAccounts(date, facts))
  if (known.length === 0) {
    return isSaid(date, facts) || isAttachedDate(facts.attached, date, sentence) ? [] : null
  }
  const fitting = known.filter((day) => isDayOf(day, matched, sentence))
  if (fitting.length > 0) return fitting
  const free = known.filter(({ name }) => date.weekday !== null || !name.startsWith(dayBefore))
  return free.length === 0 || (matched.length > 0 && isWhen(date, sentence)) ? null : free
}

/** A fiscal year is one of the accounts, where there are any. */
function isOfAccounts({ isFiscal }: DateInText, { days }: Facts): (day: Day) => boolean {
  const isKnown = days.some(({ name }) => /fiscal/i.test(name))
  return ({ name }) => !isFiscal || !isKnown || /fiscal/i.test(name)
}

function isSaid({ text, start }: DateInText, { said }: Facts): boolean {
  const words = bare(text)
  return (
    start >= 0 &&
    (said.dates.includes(text) || said.texts.some((each) => each.text.includes(words)))
  )
}

/** The day that a figure of the sentence speaks of, or a day that the sentence names. */
function isDayOf(day: Day, matched: readonly Figure[], { words }: Sentence): boolean {
  return matched.some((figure) => {
    if (figure.place !== day.place) return false
    if (firstWord(figure.name) === firstWord(day.name)) return true
    if (day.name.startsWith(dayBefore)) return false
    if (day.name === 'asOf') return true
    return wordsOfKey(day.name).some(
      (key) => key.length > 3 && words.some(({ text }) => text === key),
    )
  })
}

/** `closed at 169 on 29 December`, `as of`: the date says when the figure was so. */
function isWhen({ start, month, day, weekday }: DateInText, { text }: Sentence): boolean {
  if (weekday !== null) return true
  if (month === null || day === null) return false
  return /\b(?:on|as of|as at|close of|of|am|year to|year ended|year ending) (?:\p{L}+day,? )?$/iu.test(
    text.slice(Math.max(0, start - 24), start),
  )
}

/** `periodStart` is the day that `periodChangePercent` counts from. */
function firstWord(name: string): string {
  return wordsOfKey(name)[0] ?? name
}
