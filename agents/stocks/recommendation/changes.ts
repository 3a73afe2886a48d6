import type { Finding } from '../../../core/types.ts'
import { formatDate } from '../format.ts'
import type { FactName, Picture } from '../picture.ts'
import { known, present } from '../sentence.ts'
import type { Rating } from './ratings.ts'
import { hasVote } from './votes.ts'

/** What would change a rating: the nearest levels on the other side of the price, then what is not known yet. */
export function changesOf(
  rating: Rating,
  picture: Picture,
  findings: readonly Finding[],
): readonly string[] {
  return present([
    ...levels[rating](picture),
    momentum(picture),
    accounts(picture, findings),
  ]).slice(0, 4)
}

type Levels = (picture: Picture) => readonly (string | null)[]

const whileBullish: Levels = (picture) => [
  known`A close below the nearest support at ${below('support1', picture)}`,
  known`A fall through the 200-day average at ${below('sma200', picture)}`,
]

const whileBearish: Levels = (picture) => [
  known`A close above the nearest resistance at ${above('resistance1', picture)}`,
  known`A climb back over the 200-day average at ${above('sma200', picture)}`,
]

const inBetween: Levels = (picture) => [
  known`Towards buy: a close above the nearest resistance at ${above('resistance1', picture)}`,
  known`Towards sell: a close below the nearest support at ${below('support1', picture)}`,
]

const levels: Record<Rating, Levels> = {
  'strong buy': whileBullish,
  buy: whileBullish,
  hold: inBetween,
  sell: whileBearish,
  'strong sell': whileBearish,
}

/** Wilder's own bands: above 70 is overbought, below 30 oversold. */
function momentum(picture: Picture): string | null {
  const rsi = picture.number('rsi14')
  const shown = picture.shown('rsi14')
  if (rsi === null) return null
  if (rsi >= 70) return known`RSI 14 cooling off from overbought (now ${shown})`
  if (rsi <= 30) return known`RSI 14 recovering from oversold (now ${shown})`
  return known`RSI 14 turning overbought or oversold (now ${shown})`
}

function accounts(picture: Picture, findings: readonly Finding[]): string | null {
  const ended = picture.text('fiscalYearEnd')
  if (ended !== null) return `New accounts: the latest are of the year to ${formatDate(ended)}`
  const asked = findings.find(({ analyst }) => analyst === 'fundamental')
  if (asked === undefined || hasVote(asked)) return null
  return 'The accounts, which are missing from this picture'
}

function below(name: FactName, picture: Picture): string | null {
  return isAbove(picture, name) === true ? picture.shown(name) : null
}

function above(name: FactName, picture: Picture): string | null {
  return isAbove(picture, name) === false ? picture.shown(name) : null
}

/** Whether the price stands above a level; null where one of them is not known. */
function isAbove(picture: Picture, level: FactName): boolean | null {
  const close = picture.number('close')
  const value = picture.number(level)
  return close === null || value === null ? null : close > value
}
