import { facts } from '../facts.ts'
import { formatDate } from '../format.ts'
import type { Picture } from '../picture.ts'
import { known, paragraph } from '../sentence.ts'
import { accountsText, growth, health, lossOf, rangeOf, rangePlace } from './accounts.ts'
import { chartText, levels, momentum, strength, trend } from './chart.ts'
import { monthly, monthlyRsi, weekly, weeklyRsi } from './frames.ts'
import { meaningOf } from './meanings.ts'
import { newsText } from './news.ts'
import { dayOf, priceSentence } from './price.ts'
import { stanceOf } from './stance.ts'
import type { Subject } from './subject.ts'

type Opening = (subject: Subject) => string | null

/** How the answer to an aspect of several facts begins; the others begin with their first fact. */
export const openings: Readonly<Record<string, Opening>> = {
  price: priceSentence,
  performance: (subject) => paragraph([priceSentence(subject), periodRange(subject)]),
  range: (subject) => paragraph([priceSentence(subject), yearRange(subject)]),
  technicals: standing('technical', chartText),
  trend: dated((subject) => paragraph([trend(subject), force(subject)])),
  averages: dated(trend),
  momentum: dated(momentum),
  weekly: named(weekly),
  weeklyRsi14: named(weeklyRsi),
  monthly: named(monthly),
  monthlyRsi14: named(monthlyRsi),
  bollinger: dated(bands),
  marketStrengthPercent: dated((subject) => paragraph([strength(subject), besideMarket(subject)])),
  levels: (subject) => paragraph([priceSentence(subject), levels(subject)]),
  fundamentals: standing('fundamental', accountsText),
  valuation: expensive,
  fairValue: named(valuationRange),
  growth: named(growth),
  health: named(health),
  news: standing('sentiment', (subject) => newsText(subject, 3)),
  sentiment: standing('sentiment', (subject) => newsText(subject, 3)),
}

/** Whose opening leaves nothing to put beside it. */
export const saysItAll: ReadonlySet<string> = new Set([
  'price',
  'performance',
  'range',
  'weekly',
  'weeklyRsi14',
  'monthly',
  'monthlyRsi14',
  'news',
  'sentiment',
])

/** `**AAPL.** …` */
function named(write: Opening): Opening {
  return (subject) => known`**${subject.name}.** ${write(subject)}`
}

/** `**AAPL, 29 December 2017.** …` */
function dated(write: Opening): Opening {
  return (subject) =>
    known`**${subject.name}, ${dayOf(subject.picture)}.** ${write(subject)}` ??
    named(write)(subject)
}

/** `**AAPL: the chart leans bullish.** …` */
function standing(analyst: string, write: Opening): Opening {
  return (subject) => {
    const stance = stanceOf(subject, analyst)
    return known`**${subject.name}: ${stance}.** ${write(subject)}` ?? named(write)(subject)
  }
}

function periodRange({ picture }: Subject): string | null {
  return known`In that time it traded between ${picture.shown('periodLow')} and ${picture.shown('periodHigh')}.`
}

function yearRange({ picture }: Subject): string | null {
  const span = known`between ${picture.shown('low52w')} and ${picture.shown('high52w')}`
  const distance = known` and is now ${picture.size('belowHigh52wPercent')} below the top of that range`
  return known`Within 52 weeks it traded ${span}${distance ?? ''}.`
}

function force({ picture }: Subject): string | null {
  return known`ADX 14 stands at ${picture.shown('adx14')}: ${meaningOf('adx14', picture)}.`
}

function besideMarket({ picture }: Subject): string | null {
  return known`Its beta is ${picture.shown('beta')}: ${meaningOf('beta', picture)}.`
}

function bands({ picture }: Subject): string | null {
  const close = known`the close at ${picture.shown('close')} lies ${placeIn(picture)}`
  return known`The Bollinger bands run from ${picture.shown('bollingerLower')} to ${picture.shown('bollingerUpper')}; ${close}.`
}

function placeIn(picture: Picture): string | null {
  const [close, low] = [picture.number('close'), picture.number('bollingerLower')]
  const high = picture.number('bollingerUpper')
  if (close === null || low === null || high === null) return null
  if (close > high) return 'above them, stretched to the upside'
  return close < low ? 'below them, stretched to the downside' : 'inside them'
}

/** Whether it is expensive: by its valuation range first, then by what its multiples mean. */
function expensive(subject: Subject): string | null {
  const { name, picture } = subject
  const place = rangePlace(picture)
  const tag = place === null ? null : tags[place]
  const placed = known`**By its valuation range ${name} is ${tag}.** At ${picture.shown('close')} on ${dayOf(picture)} the price is ${rangeOf(picture)}.`
  return paragraph([
    placed ?? known`**${name}.** There is no valuation range to hold its price against.`,
    multiples(picture) ?? lossOf(picture),
  ])
}

const tags = { below: 'cheap', inside: 'neither cheap nor expensive', above: 'expensive' } as const

/** `By its multiples: P/E 38.52, an ambitious price for a unit of profit; …` */
function multiples(picture: Picture): string | null {
  const told = (['peTrailing', 'evToEbitda', 'priceToSales', 'peg'] as const).flatMap(
    (name) =>
      known`${facts[name]?.label ?? name} ${picture.shown(name)}, ${meaningOf(name, picture)}` ??
      [],
  )
  return told.length === 0 ? null : `By its multiples: ${told.join('; ')}.`
}

function valuationRange({ picture }: Subject): string | null {
  const day = picture.asOf('fairValueLow')
  const range = known`from ${picture.shown('fairValueLow')} to ${picture.shown('fairValueHigh')}`
  return (
    known`At ${picture.shown('close')} the price is ${rangeOf(picture)}.` ??
    known`The valuation range of ${day && formatDate(day)} runs ${range}.`
  )
}
