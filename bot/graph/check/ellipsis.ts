import type { Placed, Sentence } from './sentence.ts'

const joining = new Set(
  `and or but in at on of for by over since within during a an the its their than to as about only just
   roughly nearly almost around while whereas respectively too also year day months twelve`.split(
    /\s+/,
  ),
)

/** Nobody leaves that much out: a line of more numbers is no prose, and each would look at all before it. */
const most = 24
const tails = new Set(['of', 'on', 'in', 'over'])

/**
 * The number before one whose part of the sentence has no verb of its own: in `Exxon fell 2.6 % in a year and
 * TotalEnergies 7.7 %` the second fell, too.
 */
export function modelFor({ from, number }: Placed, sentence: Sentence): Placed | null {
  const { numbers, words, silent, values } = sentence
  if (numbers.length > most) return null
  const last = numbers.findLast(({ to }) => to <= from)
  if (last === undefined || last.number.kind !== number.kind || words[from - 1]?.text === 'of')
    return null
  const isTail = ({ from: at }: { readonly from: number }) =>
    at === last.to || (at > last.to && at <= last.to + 2 && tails.has(words[last.to]?.text ?? ''))
  const isCut = /[,;:/(]/.test(words[last.to]?.gap ?? '')
  const tail = isCut ? undefined : values.find(isTail)
  if (values.some((each) => each !== tail && each.from >= last.to && each.to <= from)) return null
  for (let at = last.to; at < from; at += 1) {
    const { text = '', gap = '' } = words[at] ?? {}
    if (tail !== undefined && at >= tail.from && at < tail.to) continue
    if (/[.;|\n]/.test(gap.trim() === '.' ? '' : gap)) return null
    if (!silent.has(at) && !joining.has(text) && !/^(?:\d+|s)$/.test(text)) return null
  }
  return last
}
