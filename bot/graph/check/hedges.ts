import type { NumberInText } from './numbers.ts'
import type { Word } from './words.ts'

const about = /^(?:about|around|roughly|approximately|some|circa|nearly|almost|rund|etwa|environ)$/
const almost = /^(?:nearly|almost)$/
const least = /^(?:over|above|exceeding|beyond)$/
const most = /^(?:under|below|within)$/

interface Stated {
  readonly number: NumberInText
  readonly size: number
}

/** `about 230 billion`, `more than 20 %`, `just under 2 million`: words that make a round number true of more. */
export function reachesFrom(
  words: readonly Word[],
  from: number,
  { number, size }: Stated,
): boolean {
  const [last = '', before = ''] = [words[from - 1]?.text, words[from - 2]?.text]
  const gap = Math.abs(size - number.size) / size
  if (almost.test(last) && number.roughness > number.tolerance && size <= number.size)
    return gap <= 0.05
  if (about.test(last)) return gap <= 0.015 && Math.abs(size - number.size) <= number.roughness
  const isRound = number.roughness > number.tolerance
  if (gap > (isRound ? 0.25 : number.isWord ? 0.13 : 0.1)) return false
  if (least.test(last) || (last === 'than' && /^(?:more|higher|greater)$/.test(before)))
    return size >= number.size
  if (most.test(last) || (last === 'than' && /^(?:less|fewer|lower)$/.test(before)))
    return size <= number.size
  return last === 'least' && size >= number.size
}
