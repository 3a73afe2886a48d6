import { type DateInText, isThat } from './dates.ts'
import type { Facts } from './facts.ts'
import type { Placed, Sentence } from './sentence.ts'
import { spanOf } from './units.ts'

const then = new Set(
  `from was were had after before then previously earlier than against compared stood last prior once
   formerly went versus back instead`.split(/\s+/),
)
const now = new Set(
  `now currently today present is are stands trades to currently has at reads remains`.split(/\s+/),
)
const reach = 14

/** Whether the words around a number say that it is of an earlier look, not of this one. */
export function saysPast(placed: Placed, sentence: Sentence, facts: Facts): boolean {
  const { from, to } = placed
  const { words } = sentence
  if (/(?:→|->|=>|➜|➔)/.test(words[to]?.gap ?? '')) return true
  if (/^(?:then|before|previously|earlier|ago)$/.test(words[to]?.text ?? '')) return true
  if (isOfLast(words.slice(to, to + 5).map(({ text }) => text))) return true
  for (let at = from - 1; at >= Math.max(0, from - reach); at -= 1) {
    const text = words[at]?.text ?? ''
    if (then.has(text)) return !saysNow(placed, sentence, facts)
    if (now.has(text) && text !== 'at') return false
    if (
      /[:;]/.test(words[at]?.gap ?? '') ||
      (at === from - 1 && /[:;]/.test(words[from]?.gap ?? ''))
    )
      break
  }
  const ahead = words.slice(to, to + 6).map(({ text }) => text)
  return (
    ahead.some((text) => /^(?:then|before|previously|earlier|ago)$/.test(text)) ||
    saysThen(placed, sentence, facts)
  )
}

/** `at our last check`, not `last year`. */
function isOfLast(ahead: readonly string[]): boolean {
  const at = ahead.findIndex((text) => text === 'last' || text === 'previous')
  return (
    at > 0 &&
    spanOf(ahead[at + 1] ?? '') === null &&
    !/^\d|^(?:twelve|few)$/.test(ahead[at + 1] ?? '')
  )
}

/** The date that follows closely is the day of the newest evidence. */
function saysNow({ number }: Placed, { dates }: Sentence, { days }: Facts): boolean {
  const date = dates.find(({ start }) => start >= number.end && start - number.end < 8)
  if (date === undefined) return false
  return days.some((day) => !day.isPast && day.name === 'asOf' && isThat(date, day.iso))
}

/** `970.47 in July`: the date right behind a number is a day of earlier evidence only. */
export function isOfThen(placed: Placed, sentence: Sentence, facts: Facts): boolean {
  if (!facts.figures.some(({ isPast }) => isPast)) return false
  return isDatedBehind(placed, sentence, facts) || isDatedBefore(placed, sentence, facts)
}

/** `In September the P/E was 34.7`. */
function isDatedBefore({ number }: Placed, { text, dates, numbers }: Sentence, facts: Facts) {
  const date = dates.findLast(({ end }) => end <= number.start)
  if (date === undefined || date.day !== null || !isOnlyPast(date, facts)) return false
  const isIn = /(?:^|[^\p{L}])(?:in|on|as of) $/iu.test(
    text.slice(Math.max(0, date.start - 8), date.start),
  )
  const isFirst = !numbers.some(({ number: { start } }) => start > date.end && start < number.start)
  return isIn && isFirst && !/[;:(]|, .*,/.test(text.slice(date.end, number.start))
}

function isDatedBehind({ number }: Placed, { text, dates }: Sentence, facts: Facts): boolean {
  const date = dates.find(({ start }) => start >= number.end && start - number.end < 8)
  if (date === undefined) return false
  const isRight = /^,? ?(?:\(|(?:in|on|back in|as of) )?$/i.test(text.slice(number.end, date.start))
  return isRight && isOnlyPast(date, facts)
}

function isOnlyPast(date: DateInText, { days }: Facts): boolean {
  const known = days.filter((day) => day.name === 'asOf' && isThat(date, day.iso))
  return known.length > 0 && known.every(({ isPast }) => isPast)
}

/** The date that stands closely by is a day of earlier evidence only. */
function saysThen({ number }: Placed, { dates }: Sentence, facts: Facts): boolean {
  const date = dates.find(
    ({ start, end }) => start - number.end < 8 && number.start - end < 30 && start !== number.start,
  )
  return date !== undefined && isOnlyPast(date, facts)
}
