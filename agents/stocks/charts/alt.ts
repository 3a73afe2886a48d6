import { formatDate } from '../format.ts'
import type { FactName, Picture } from '../picture.ts'
import { known, list, paragraph } from '../sentence.ts'
import { barsWord, rsiName } from './bar-words.ts'
import { dayOf, dayText } from './days.ts'
import { fixed, percentText } from './figures.ts'
import type { ComparisonSpec, ConfidenceSpec, Origin, PriceSpec } from './spec.ts'

/** A chart in words, for whoever cannot see it. */
export function priceAlt(spec: PriceSpec, picture: Picture): string {
  const { symbol, days, averages, frame, rsi, levels, origin } = spec
  const [first = 0, last = first] = [days[0], days.at(-1)]
  const bars = frame === 'day' ? symbol : `the ${frame}s of ${symbol}`
  const words = [
    `Price chart of ${bars} from ${dayText(first)} to ${dayText(last)}.`,
    ...(frame === 'day' ? daysAlt(picture) : framedAlt(spec, picture)),
    ...averages.map(({ count }) => averageAlt(`${count}-${frame}`, picture)),
    rsi === null ? null : known`${rsiName(frame)} at ${picture.shown(rsiFacts[frame])}.`,
    ...levels.map(({ kind }) =>
      kind === 'support'
        ? known`Support at ${picture.shown('support1')}.`
        : known`Resistance at ${picture.shown('resistance1')}.`,
    ),
    demoAlt(origin),
  ]
  return paragraph(words) ?? symbol
}

function daysAlt(picture: Picture): readonly (string | null)[] {
  const since = formatDate(picture.text('periodStart') ?? '')
  return [
    known`It closed at ${picture.shown('close')}, ${picture.signed('periodChangePercent')} since ${since}.`,
    known`High ${picture.shown('periodHigh')}, low ${picture.shown('periodLow')}.`,
  ]
}

function framedAlt({ frame, change }: PriceSpec, picture: Picture): readonly (string | null)[] {
  const close = picture.shown(frame === 'week' ? 'weeklyClose' : 'monthlyClose')
  const moved = change && `, ${percentText(change.percent)} since ${dayText(dayOf(change.since))}`
  return [known`The last full ${frame} closed at ${close}${moved ?? ''}.`]
}

function averageAlt(name: string, picture: Picture): string | null {
  const fact = averageFacts[name]
  return fact === undefined ? null : known`${name} average ${picture.shown(fact)}.`
}

const averageFacts: Readonly<Record<string, FactName>> = {
  '20-day': 'sma20',
  '50-day': 'sma50',
  '200-day': 'sma200',
  '10-week': 'weeklySma10',
  '40-week': 'weeklySma40',
  '10-month': 'monthlySma10',
}

const rsiFacts = { day: 'rsi14', week: 'weeklyRsi14', month: 'monthlyRsi14' } as const

export function comparisonAlt({ lines, start, frame, origin }: ComparisonSpec): string {
  const ends = lines.flatMap(({ symbol, values }) => {
    const last = values.findLast((value) => value !== null)
    return last == null ? [] : [`${symbol} ${percentText(last - 100)}`]
  })
  const said = `Line chart of ${lines.length} ${barsWord(frame)}prices since ${dayText(dayOf(start))}, each beginning at 100: ${list(ends)}.`
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
