import { formatDate } from '../format.ts'
import type { FactName, Picture } from '../picture.ts'
import { known, paragraph } from '../sentence.ts'
import { sideOf, weeklySides } from './chart.ts'
import { meaningOf } from './meanings.ts'
import type { Subject } from './subject.ts'

/** What the closed weeks say. */
export function weekly({ picture }: Subject): string | null {
  const close = known`**${picture.shown('weeklyClose')}**`
  const start = known`The week to ${endOf(picture, 'weeklyEnd')} closed at ${close}`
  const strength = known`Weekly RSI 14 is at ${strengthOf(picture, 'weeklyRsi14')}.`
  return paragraph([known`${start}, ${weeklySides(picture)}.` ?? known`${start}.`, strength])
}

/** What the closed months say. */
export function monthly({ picture }: Subject): string | null {
  const close = known`**${picture.shown('monthlyClose')}**`
  const start = known`The month to ${endOf(picture, 'monthlyEnd')} closed at ${close}`
  const strength = known`Monthly RSI 14 is at ${strengthOf(picture, 'monthlyRsi14')}.`
  return paragraph([known`${start}, ${monthlySide(picture)}.` ?? known`${start}.`, strength])
}

export function weeklyRsi({ picture }: Subject): string | null {
  const strength = strengthOf(picture, 'weeklyRsi14')
  return known`At the close of the week to ${endOf(picture, 'weeklyEnd')}, weekly RSI 14 stood at ${strength}.`
}

export function monthlyRsi({ picture }: Subject): string | null {
  const strength = strengthOf(picture, 'monthlyRsi14')
  return known`At the close of the month to ${endOf(picture, 'monthlyEnd')}, monthly RSI 14 stood at ${strength}.`
}

function monthlySide(picture: Picture): string | null {
  const side = sideOf(picture, 'monthlySma10', 'monthlyClose')
  return known`${side} its 10-month average (${picture.shown('monthlySma10')})`
}

function strengthOf(picture: Picture, name: FactName): string | null {
  return known`**${picture.shown(name)}**: ${meaningOf(name, picture)}`
}

function endOf(picture: Picture, name: FactName): string | null {
  const day = picture.text(name)
  return day === null ? null : formatDate(day)
}
