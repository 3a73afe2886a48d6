import type { Named } from './facts.ts'
import type { Mention } from './mentions.ts'
import { countOf } from './numbers.ts'
import type { Placed, Sentence } from './sentence.ts'

// What the words between cost; chosen by hand, on the development sentences.
const farthest = 6
const look = 24

const glue = new Set(
  `of in a an the its their is are was were at as to by for with stood stands reads came comes now only
   just about roughly nearly almost some around approximately trailing dollars rupees euros points shares
   times percent read be that this has had lies lay remains made makes make accounts amounts
   went goes moved from`.split(/\s+/),
)
const breaks = new Set(['and', 'but', 'while', 'whereas', 'with', 'yet', 'against', 'versus', 'or'])

/** What comes after one of these is a level, not the value before it: `a close below 168`. */
const sides = new Set(['above', 'below', 'over', 'under', 'beneath', 'through'])

interface Near {
  readonly mention: Mention<readonly Named[]>
  readonly cost: number
}

/** The names around a number, the nearest first. */
export function namesNear(placed: Placed, sentence: Sentence): Near[] {
  return sentence.values
    .filter(({ from, to }) => to >= placed.from - look && from <= placed.to + look)
    .map((mention) => ({ mention, cost: costOf(mention, placed, sentence) }))
    .filter(({ mention, cost }) => cost <= (isLoose(mention) ? farthest / 2 : farthest))
    .toSorted((one, other) => rankOf(one) - rankOf(other))
}

/** An ordinary word gives way to a name that is nearly as near. */
function rankOf({ mention, cost }: Near): number {
  return isLoose(mention) ? cost + 0.4 : cost
}

function costOf(mention: Mention<unknown>, placed: Placed, sentence: Sentence): number {
  const { from } = placed
  const to = endOfWhole(placed, sentence)
  if (mention.to <= from) {
    const taken = isTaken(mention, sentence) ? 2 : 0
    if (isWhole(from, sentence) && !isCounted(placed, sentence)) return farthest + 1
    return taken + costBetween({ from: mention.to, to: from }, sentence, before)
  }
  if (mention.from < to) return farthest + 1
  const taken = hasOwn(mention, sentence) ? 4 : 0
  const isOf = sentence.words[to]?.text === 'of' && mention.from === to + 1
  const after = isOf || mention.from === to ? 0.3 : isCounted(placed, sentence) ? 3 : 1
  return after + taken + costBetween({ from: to, to: mention.from }, sentence, behind)
}

/** `5 of 12 headlines`: what comes next says which five. */
function endOfWhole({ to }: Placed, { words, values }: Sentence): number {
  if (words[to]?.text !== 'of') return to
  const at = words[to + 1]?.text === 'the' ? to + 2 : to + 1
  if (!isDigits(words[at]?.text) && countOf(words[at]?.text ?? '') === null) return to
  return values.find((mention) => mention.from === at + 1)?.to ?? at + 1
}

/** The 12 of `12 of 16 were positive`. */
export function isOfWhole({ to, number }: Placed, { words }: Sentence): boolean {
  if (words[to + 1]?.text === 'out' && words[to + 2]?.text === 'of')
    return number.kind === 'plain' && isDigits(words[to + 3]?.text)
  const next = words[to + 1]?.text ?? ''
  const isNumber = isDigits(next) || countOf(next) !== null
  return number.kind === 'plain' && words[to]?.text === 'of' && isNumber
}

/** `headlines, 12 of 16`: what stands before them says what the 16 are, too. */
function isCounted({ from, number }: Placed, { words }: Sentence): boolean {
  const [of, part] = [words[from - 1]?.text, words[from - 2]]
  return (
    number.kind === 'plain' && of === 'of' && isDigits(part?.text) && /[(,]/.test(part?.gap ?? '')
  )
}

/** `51 billion of 229 billion`: what was said of the part is not said of the whole. */
export function isWhole(from: number, { words, numbers }: Sentence): boolean {
  if (words[from - 1]?.text !== 'of') return false
  return words[from - 2]?.text === 'out' || numbers.some(({ to }) => to === from - 1)
}

/** `47 nurses, 11 of them`: a name right after a number is that number's. */
function isTaken({ from }: Mention<unknown>, { words }: Sentence): boolean {
  const last = words[from - 1]?.text ?? ''
  return (isDigits(last) || countOf(last) !== null) && words[from]?.gap === ' '
}

/** `over the 50-day average of 232`: a name right before a number is that number's. */
function hasOwn({ to }: Mention<unknown>, { words, silent }: Sentence): boolean {
  if (silent.has(to)) return false
  const [next, after] = [words[to]?.text ?? '', words[to + 1]?.text ?? '']
  if (/[,;/]/.test(words[to]?.gap ?? '')) return false
  return (
    isDigits(next) ||
    (/^(?:of|at|is|from|chf|usd|eur|gbp|inr|jpy|rs)$/u.test(next) && isDigits(after))
  )
}

interface Between {
  readonly from: number
  readonly to: number
}

interface Costs {
  readonly number: number
  readonly colon: number
}

const before: Costs = { number: 1.5, colon: 0 }
const behind: Costs = { number: 4, colon: 3 }

function costBetween({ from, to }: Between, { words, silent }: Sentence, costs: Costs): number {
  let cost = 0
  for (let at = from; at <= Math.min(to, words.length - 1); at += 1) {
    const { gap, text } = words[at] ?? none
    const isApposed = at === from && text === 'at' && gap === ', '
    cost += (isApposed ? 0 : costOfGap(gap)) + (gap.includes(':') ? costs.colon : 0)
    if (at === to || silent.has(at)) continue
    if (!isDigits(text)) cost += costOfWord(text)
    else if (at === from || !isDigits(words[at - 1]?.text)) cost += costs.number
  }
  return cost
}

const none = { gap: '', text: '' }

function isDigits(text = ''): boolean {
  return /^\d/.test(text)
}

function costOfWord(word: string): number {
  if (sides.has(word)) return farthest + 1
  if (breaks.has(word)) return 2
  return glue.has(word) ? 0.3 : 1
}

function costOfGap(gap: string): number {
  if (gap.length <= 1) return 0
  if (gap.includes(';') || gap.includes('. ')) return 4
  if (gap.includes(', ')) return 2
  return gap.includes('|') || gap.includes('—') ? 2 : 0.2
}

/** Whether it says what another number is: `8.1 billion of revenue`, `a P/E of 24`. */
export function isOwned(mention: Mention<unknown>, placed: Placed, sentence: Sentence): boolean {
  return sentence.numbers.some(({ from, to }) => {
    if (from === placed.from) return false
    const [start, end] = mention.to <= from ? [mention.to, from] : [to, mention.from]
    const between = sentence.words.slice(start, end)
    const isBroken = /[,;:.]/.test(sentence.words[end]?.gap.trim() ?? '') && mention.to > from
    return (
      end >= start && end - start <= 2 && !isBroken && between.every(({ text }) => owning.has(text))
    )
  })
}

const owning = new Set([
  'of',
  'in',
  'at',
  'is',
  'was',
  'a',
  'the',
  'its',
  'are',
  'were',
  'from',
  'to',
])

/** Whether all that it means are ordinary words too. */
export function isLoose({ meaning }: Mention<readonly Named[]>): boolean {
  return meaning.every((each) => each.isLoose)
}
