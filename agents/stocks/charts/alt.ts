import { formatDate } from '../format.ts'
import type { Picture } from '../picture.ts'
import { known, list, paragraph } from '../sentence.ts'
import { dayOf, dayText } from './days.ts'
import { fixed, percentText } from './figures.ts'
import type { ComparisonSpec, ConfidenceSpec, Origin, PriceSpec } from './spec.ts'

/** A chart in words, for whoever cannot see it. */
export function priceAlt(spec: PriceSpec, picture: Picture): string {
  const { symbol, days, candles, averages, rsi, levels, origin } = spec
  const [first = 0, last = first] = [days[0], days.at(-1)]
  const form = candles === null ? 'Line chart' : 'Candlestick chart'
  const since = formatDate(picture.text('periodStart') ?? '')
  const words = [
    `${form} of ${symbol} from ${dayText(first)} to ${dayText(last)}.`,
    known`It closed at ${picture.shown('close')}, ${picture.signed('periodChangePercent')} since ${since}.`,
    known`High ${picture.shown('periodHigh')}, low ${picture.shown('periodLow')}.`,
    ...averages.map((each) => averageAlt(each.days, picture)),
    rsi === null ? null : known`RSI 14 at ${picture.shown('rsi14')}.`,
    ...levels.map(({ kind }) =>
      kind === 'support'
        ? known`Support at ${picture.shown('support1')}.`
        : known`Resistance at ${picture.shown('resistance1')}.`,
    ),
    demoAlt(origin),
  ]
  return paragraph(words) ?? symbol
}

function averageAlt(days: number, picture: Picture): string | null {
  if (days === 20) return known`20-day average ${picture.shown('sma20')}.`
  if (days === 50) return known`50-day average ${picture.shown('sma50')}.`
  return known`200-day average ${picture.shown('sma200')}.`
}

export function comparisonAlt({ lines, start, origin }: ComparisonSpec): string {
  const ends = lines.flatMap(({ symbol, values }) => {
    const last = values.findLast((value) => value !== null)
    return last == null ? [] : [`${symbol} ${percentText(last - 100)}`]
  })
  const said = `Line chart of ${lines.length} prices since ${dayText(dayOf(start))}, each beginning at 100: ${list(ends)}.`
  return paragraph([said, demoAlt(origin)]) ?? said
}

export function confidenceAlt(spec: ConfidenceSpec): string {
  const { symbol, rating, confidencePercent, votes, origin } = spec
  const said = votes.map(({ analyst, score }) =>
    score === null ? `${analyst} no vote` : `${analyst} ${score > 0 ? '+' : ''}${fixed(score, 2)}`,
  )
  const bar = `Bar of the confidence in ${symbol}, ${rating}: ${fixed(confidencePercent, 0)}%.`
  return paragraph([bar, `Votes from −1 to 1: ${list(said)}.`, demoAlt(origin)]) ?? bar
}

function demoAlt({ isDemo }: Origin): string | null {
  return isDemo ? 'Demo data, not a real market.' : null
}
