import { formatDate } from '../format.ts'
import type { Picture } from '../picture.ts'
import { known, paragraph } from '../sentence.ts'
import type { Subject } from './subject.ts'

/** What the accounts say: valuation, growth and profit, health, and what the valuation rests on. */
export function accountsText(subject: Subject): string | null {
  return paragraph([valuation(subject), growth(subject), health(subject), basis(subject)])
}

function basis({ picture }: Subject): string | null {
  return known`The valuation range rests on ${picture.text('fairValueBasis')}.`
}

export function valuation({ picture, say }: Subject): string | null {
  const ratio = picture.shown('peTrailing')
  const range = rangeOf(picture)
  const withRange = say('valuation', [
    known`At a P/E of ${ratio}, the price is ${range}.`,
    known`The share costs ${ratio} times its earnings, and its price is ${range}.`,
  ])
  return (
    withRange ??
    known`The share costs ${ratio} times its earnings.` ??
    lossOf(picture) ??
    known`The price is ${range}.`
  )
}

export function growth({ picture, say }: Subject): string | null {
  const year = yearOf(picture)
  const moved = growthOf(picture)
  const margin = picture.shown('netMarginPercent')
  const both = say('growth', [
    known`In the year to ${year} revenue ${moved}, at a net margin of ${margin}.`,
    known`Revenue ${moved} in the year to ${year}; the net margin was ${margin}.`,
  ])
  return both ?? known`Revenue ${moved}.` ?? known`The net margin was ${margin}.`
}

export function health({ picture, say }: Subject): string | null {
  const debt = picture.number('debtToEquity')
  const shown = picture.shown('debtToEquity')
  const current = picture.shown('currentRatio')
  const burden = debt === null ? null : burdenOf(debt)
  const both = say('health', [
    known`The balance sheet carries ${burden} debt (debt to equity ${shown}), with a current ratio of ${current}.`,
    known`Debt is ${burden} at ${shown} times equity; the current ratio is ${current}.`,
  ])
  return (
    both ??
    known`Debt is ${burden} at ${shown} times equity.` ??
    known`The current ratio is ${current}.`
  )
}

/** `inside its valuation range of $150.20 to $190.10`. */
export function rangeOf(picture: Picture): string | null {
  const shown = known`${picture.shown('fairValueLow')} to ${picture.shown('fairValueHigh')}`
  return known`${rangePlace(picture)} its valuation range of ${shown}`
}

export function rangePlace({ number }: Picture): 'below' | 'inside' | 'above' | null {
  const [low, high] = [number('fairValueLow'), number('fairValueHigh')]
  const close = number('close')
  if (low === null || high === null || close === null) return null
  if (close < low) return 'below'
  return close > high ? 'above' : 'inside'
}

/** The last day of the fiscal year that the figures are of. */
export function yearOf(picture: Picture): string | null {
  const ended = picture.text('fiscalYearEnd')
  return ended === null ? null : formatDate(ended)
}

export function lossOf(picture: Picture): string | null {
  const income = picture.number('netIncome')
  if (income === null || income >= 0) return null
  return known`There are no earnings to value: the year ended with a net loss of ${picture.size('netIncome')}.`
}

function growthOf(picture: Picture): string | null {
  const change = picture.number('revenueGrowthPercent')
  if (change === null) return null
  return known`${change >= 0 ? 'grew' : 'shrank'} ${picture.size('revenueGrowthPercent')}`
}

function burdenOf(debtToEquity: number): string {
  if (debtToEquity >= 2) return 'heavy'
  return debtToEquity >= 0.5 ? 'moderate' : 'light'
}
