import type { Facts } from './facts.ts'
import type { Mention } from './mentions.ts'
import type { Placed, Sentence } from './sentence.ts'

const attach = new Set(['for', 'at', 'of', 'by', 'in', 'the', 'that'])
const contrast = new Set(['against', 'versus', 'vs', 'compared'])
const objects = new Set(['than', 'versus', 'vs', 'against', 'unlike', 'like', 'over', 'with', 'to'])
/** `twice those of AAPL`. */
const stands = new Set(['that', 'those'])
const joins = new Set(['and', 'or', 'vs', 'versus', 'against', 'to'])

/** The symbols that the numbers of a sentence are about, a list for each number. */
export function symbolsOf(
  sentence: Sentence,
  facts: Facts,
  context: readonly string[],
): readonly (readonly string[])[] {
  if (facts.symbols.length < 2) return sentence.numbers.map(() => facts.symbols)
  const lists = respectively(sentence)
  let last: readonly string[] = []
  return sentence.numbers.map((placed, index) => {
    last =
      attached(placed, sentence) ??
      lists.get(index) ??
      other(placed, sentence, { last, all: facts.symbols }) ??
      nearest(placed, sentence) ??
      (context.length > 0 ? context : facts.symbols)
    return last
  })
}

type Symbols = readonly string[] | null

/** `70.1 for TSLA`, `1.2% (TSLA)`. */
function attached({ to }: Placed, { words, symbols, numbers }: Sentence): Symbols {
  for (let at = to; at < to + 5; at += 1) {
    const word = words[at]
    if (word === undefined || /[,;:|)]|\. /.test(word.gap)) return null
    const mention = symbols.find(({ from }) => from === at)
    if (mention !== undefined) {
      const isBehind = symbols.every(({ from }) => from >= (numbers[0]?.from ?? 0))
      return at > to || isBehind || word.gap.includes('(') ? mention.meaning : null
    }
    if (!attach.has(word.text) && !units.has(word.text)) return null
  }
  return null
}

const units = new Set(['times', 'points', 'dollars', 'euros', 'rupees', 'x'])

/** `AAPL and TSLA closed at 169 and 311`: as many numbers as symbols, each in its turn. */
function respectively(sentence: Sentence): ReadonlyMap<number, readonly string[]> {
  const found = new Map<number, readonly string[]>()
  const symbolRuns = runsOf(sentence.symbols, sentence).filter((run) => run.length > 1)
  const numbers = sentence.numbers.map((placed, index) => ({
    from: placed.from,
    to: placed.to,
    index,
    kind: placed.number.kind,
  }))
  for (const run of runsOf(numbers, sentence).filter((each) => each.length > 1)) {
    const symbols = symbolRuns.findLast((each) => isBefore(each, run)) ?? symbolRuns[0]
    if (symbols?.length !== run.length) continue
    run.forEach(({ index }, at) => found.set(index, symbols[at]?.meaning ?? []))
  }
  return new Map([...paired(numbers, sentence), ...found])
}

interface Numbered extends Span {
  readonly index: number
  readonly kind: string
}

/** `TSLA has more debt than AAPL (0.9 vs. 0.4)`: as many in brackets or behind a colon as were named before. */
function paired(numbers: readonly Numbered[], sentence: Sentence) {
  const found = new Map<number, readonly string[]>()
  for (const run of runsOf(numbers, sentence).filter((each) => each.length > 1)) {
    const [first] = run
    if (first === undefined || !/[(:,—]/.test(sentence.words[first.from]?.gap ?? '')) continue
    if (run.some(({ kind }) => kind !== first.kind)) continue
    const last =
      numbers.findLast(({ to, kind }) => to <= first.from && kind === first.kind)?.to ?? 0
    const all = sentence.symbols.filter(({ to }) => to <= first.from)
    const since = all.filter(({ from }) => from >= last)
    const before = since.length > 0 ? since : all
    const named = [...new Set(before.flatMap(({ meaning }) => meaning))]
    if (named.length !== run.length || before.length !== sentence.symbols.length) continue
    run.forEach(({ index }, at) => found.set(index, named.slice(at, at + 1)))
  }
  return found
}

interface Span {
  readonly from: number
  readonly to: number
}

/** Neighbours that nothing but commas and `and` stand between. */
function runsOf<T extends Span>(items: readonly T[], { words }: Sentence): T[][] {
  const runs: T[][] = []
  for (const item of items) {
    const last = runs.at(-1)
    const before = last?.at(-1)
    const isNext = before !== undefined && isList(before.to, item.from)
    if (isNext) last?.push(item)
    else runs.push([item])
  }
  return runs

  function isList(from: number, to: number): boolean {
    if (to - from > 1) return false
    const isJoined = to === from || joins.has(words[from]?.text ?? '')
    return (
      isJoined &&
      !/[;:.()]/.test((words[to]?.gap ?? '').replace(words[from]?.text === 'vs' ? '.' : '', '')) &&
      !/[;:.()]/.test(words[from]?.gap.trim() ?? '')
    )
  }
}

function isBefore(one: readonly Span[], next: readonly Span[]): boolean {
  return (one.at(-1)?.to ?? Infinity) <= (next[0]?.from ?? 0)
}

/** `36 % against 18 %`: the second is of the other one. */
function other(
  { from }: Placed,
  sentence: Sentence,
  { last, all }: { readonly last: readonly string[]; readonly all: readonly string[] },
): Symbols {
  const words = [1, 2].map((back) => sentence.words[from - back]?.text ?? '')
  const isContrast = contrast.has(words[0] ?? '') || contrast.has(words[1] ?? '')
  if (!isContrast || last.length !== 1) return null
  const named = [...new Set(sentence.symbols.flatMap(({ meaning }) => meaning))]
  const pool = named.length > 1 ? named : all
  return pool.filter((symbol) => !last.includes(symbol))
}

/** The subject of the part of the sentence: the last one named, not one that it is only compared with. */
function nearest({ from, to }: Placed, sentence: Sentence): Symbols {
  const { symbols } = sentence
  const before = symbols.findLast((mention) => mention.to <= from)
  const after = symbols.find((mention) => mention.from >= to)
  const isPronoun = /^(?:it|its|they|their)$/.test(sentence.words[0]?.text ?? '')
  if (before === undefined && after !== undefined && isContrasted(to, after, sentence)) return null
  if (before === undefined) return isPronoun ? null : (after?.meaning ?? null)
  const between = sentence.words.slice(before.to, from).map(({ text }) => text)
  const its = between.findIndex((text) => text === 'its' || text === 'their')
  if (its > 0 && between[its - 1] === 'but') return symbols[0]?.meaning ?? null
  if (!isObject(before, sentence) || !isPastComma(before.to, from, sentence))
    return grouped(before, sentence)
  const subject = symbols.findLast((each) => each.to <= from && !isObject(each, sentence))
  return (subject ?? after ?? before).meaning
}

/** `a margin of 40 % against 22 % at LVMH`: the first is not of the one behind. */
function isContrasted(to: number, { from }: Span, { words }: Sentence): boolean {
  return words.slice(to, from).some(({ text }) => contrast.has(text))
}

/** `AAPL and TSLA both fell`: all of the list. */
function grouped(mention: Mention<readonly string[]>, sentence: Sentence): readonly string[] {
  const run = runsOf(sentence.symbols, sentence).find((each) => each.includes(mention)) ?? [mention]
  return run.flatMap(({ meaning }) => meaning)
}

function isObject({ from, to }: Mention<unknown>, { words }: Sentence): boolean {
  const [last = '', before = ''] = [words[from - 1]?.text, words[from - 2]?.text]
  if (objects.has(last)) return true
  if (last === 'of' && stands.has(before)) return words[to]?.gap.includes(':') === true
  return last === 'the' && objects.has(before)
}

/** True where a comma ends the comparison; `than TSLA, whose …` goes on with it. */
function isPastComma(from: number, to: number, { words }: Sentence): boolean {
  if (words[from]?.gap.includes('(') === true) return false
  for (let at = from; at <= Math.min(to, from + 40); at += 1) {
    if (!/[,;:]/.test(words[at]?.gap ?? '')) continue
    return !/^(?:whose|which|where|who)$/.test(words[at]?.text ?? '')
  }
  return false
}

/** Whom the next sentence speaks of when it names nobody. */
export function subjectsOf(sentence: Sentence): readonly string[] {
  const { symbols } = sentence
  const subjects = symbols.filter((mention) => !isObject(mention, sentence))
  return [...new Set((subjects.length > 0 ? subjects : symbols).flatMap(({ meaning }) => meaning))]
}
