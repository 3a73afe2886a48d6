import { formatDate } from '../format.ts'
import type { FactName, Picture } from '../picture.ts'
import { known, paragraph, present } from '../sentence.ts'
import type { Subject } from './subject.ts'

/** `AAPL closed at $169.23 on 29 December 2017, down 1.1% on the day but up 46.1% since 30 December 2016.` */
export function priceSentence(subject: Subject): string | null {
  return paragraph([closeSentence(subject), tradeSentence(subject)])
}

/** `It last traded at $171.20 at 18:32 UTC, up 1.2% since that close.` */
function tradeSentence({ picture }: Subject): string | null {
  const price = picture.shown('lastPrice')
  const moved = moveOf(picture, 'lastPriceChangePercent')
  return known`It last traded at ${price} on ${tradeDay(picture)}, at ${picture.text('lastTradeAt')}, ${moved} since that close.`
}

function tradeDay(picture: Picture): string | null {
  const at = picture.asOf('lastPrice')
  return at === null ? null : formatDate(at)
}

function closeSentence({ name, picture, say }: Subject): string | null {
  const close = picture.shown('close')
  const day = dayOf(picture)
  const moves = movesOf(picture)
  return say('price', [
    known`${name} closed at ${close} on ${day}${moves}.`,
    known`On ${day} ${name} closed at ${close}${moves}.`,
    known`${name} ended ${day} at ${close}${moves}.`,
    known`At the close of ${day} ${name} stood at ${close}${moves}.`,
  ])
}

/** The day the price speaks of, as a sentence says it. */
export function dayOf(picture: Picture): string | null {
  const day = picture.asOf('close')
  return day === null ? null : formatDate(day)
}

/** `up 46.1% since 30 December 2016`. */
export function periodMove(picture: Picture): string | null {
  const start = picture.text('periodStart')
  const since = start === null ? 'over the period' : `since ${formatDate(start)}`
  return known`${moveOf(picture, 'periodChangePercent')} ${since}`
}

function movesOf(picture: Picture): string {
  const day = known`${moveOf(picture, 'changePercent')} on the day`
  const moves = present([day, periodMove(picture)])
  return moves.length === 0 ? '' : `, ${moves.join(isAgainst(picture) ? ' but ' : ' and ')}`
}

/** True where the day went the other way than the period. */
function isAgainst({ number }: Picture): boolean {
  return (number('changePercent') ?? 0) * (number('periodChangePercent') ?? 0) < 0
}

/** `down 1.1%`, `unchanged`. */
function moveOf(picture: Picture, name: FactName): string | null {
  const change = picture.number(name)
  if (change === null) return null
  if (Number(picture.size(name)?.replace('%', '')) === 0) return 'unchanged'
  return known`${change > 0 ? 'up' : 'down'} ${picture.size(name)}`
}
