import { formatDate } from '../format.ts'
import type { FactName, Picture } from '../picture.ts'
import { known, paragraph } from '../sentence.ts'
import { meaningOf } from './meanings.ts'
import type { Subject } from './subject.ts'

/** One sentence of the whole picture: whether the weeks go the same way. */
export function weeklyTrend({ picture }: Subject): string | null {
  return known`On weekly bars the close is ${sidesOf(picture)}.`
}

/** What the closed weeks say. */
export function weekly(subject: Subject): string | null {
  const { picture } = subject
  const start = known`The week to ${dayOf(picture, 'weeklyEnd')} closed at **${picture.shown('weeklyClose')}**`
  const whole = known`${start}, ${sidesOf(picture) ?? sideOf(picture, 'weeklyClose', 'weeklySma10')}.`
  return paragraph([
    whole ?? known`${start}.`,
    known`Weekly RSI 14 at ${strength(picture, 'weeklyRsi14')}.`,
  ])
}

/** What the closed months say. */
export function monthly({ picture }: Subject): string | null {
  const start = known`The month to ${dayOf(picture, 'monthlyEnd')} closed at **${picture.shown('monthlyClose')}**`
  const whole = known`${start}, ${sideOf(picture, 'monthlyClose', 'monthlySma10')}.`
  return paragraph([
    whole ?? known`${start}.`,
    known`Monthly RSI 14 at ${strength(picture, 'monthlyRsi14')}.`,
  ])
}

export function weeklyRsi({ picture }: Subject): string | null {
  return known`At the close of the week to ${dayOf(picture, 'weeklyEnd')}, weekly RSI 14 stood at ${strength(picture, 'weeklyRsi14')}.`
}

export function monthlyRsi({ picture }: Subject): string | null {
  return known`At the close of the month to ${dayOf(picture, 'monthlyEnd')}, monthly RSI 14 stood at ${strength(picture, 'monthlyRsi14')}.`
}

function strength(picture: Picture, name: FactName): string | null {
  return known`**${picture.shown(name)}**: ${meaningOf(name, picture)}`
}

function dayOf(picture: Picture, name: FactName): string | null {
  const day = picture.text(name)
  return day === null ? null : formatDate(day)
}

/** `above its 10-week average ($170.20) but below the 40-week average ($175.60)` */
function sidesOf(picture: Picture): string | null {
  const short = sideOf(picture, 'weeklyClose', 'weeklySma10')
  const [near, far] = [
    sideWord(picture, 'weeklyClose', 'weeklySma10'),
    sideWord(picture, 'weeklyClose', 'weeklySma40'),
  ]
  const long = picture.shown('weeklySma40')
  return near === far
    ? known`${short} and the 40-week average (${long})`
    : known`${short} but ${far} the 40-week average (${long})`
}

const spans: Readonly<Partial<Record<FactName, string>>> = {
  weeklySma10: '10-week',
  monthlySma10: '10-month',
}

function sideOf(picture: Picture, close: FactName, average: FactName): string | null {
  return known`${sideWord(picture, close, average)} its ${spans[average] ?? null} average (${picture.shown(average)})`
}

function sideWord({ number }: Picture, close: FactName, average: FactName): string | null {
  const [value, line] = [number(close), number(average)]
  if (value === null || line === null) return null
  return value >= line ? 'above' : 'below'
}
