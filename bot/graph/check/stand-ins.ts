import type { Mention } from './mentions.ts'
import type { Word } from './words.ts'

type Symbols = Mention<readonly string[]>

const others = new Set(['rival', 'competitor', 'peer', 'counterpart', 'latter', 'other', 'others'])
const openings = new Set(['its', 'the', 'their', 'his'])
const reach = 3

/** `its European rival`, `the other`: whoever was not named last; `the former`, `the latter`: the first and the last named. */
export function standInsOf(
  words: readonly Word[],
  named: readonly Symbols[],
  all: readonly string[],
): readonly Symbols[] {
  if (all.length < 2) return []
  return words.flatMap((word, at) => {
    const isFormer = word.text === 'former'
    if (!isFormer && !others.has(word.text)) return []
    const from = openingBefore(words, at)
    if (from === null || isOrdinary(words, at)) return []
    const place = { start: words[from]?.start ?? 0, end: word.end, from, to: at + 1 }
    return [{ ...place, meaning: meantBy(word.text, named, { at, all }) }]
  })
}

function openingBefore(words: readonly Word[], at: number): number | null {
  for (let from = at - 1; from >= Math.max(0, at - reach); from -= 1) {
    if (/[,;:.(]/.test(words[from + 1]?.gap ?? '')) return null
    if (openings.has(words[from]?.text ?? '')) return from
  }
  return null
}

/** `the other day`, `on the other hand`: nobody. */
function isOrdinary(words: readonly Word[], at: number): boolean {
  const next = words[at + 1]
  const isNoun = /^(?:hand|day|side|way|two|end|half|words?|figures?|numbers?|measures?)$/
  return words[at]?.text === 'other' && isNoun.test(next?.text ?? '')
}

function meantBy(
  word: string,
  named: readonly Symbols[],
  { at, all }: { readonly at: number; readonly all: readonly string[] },
): readonly string[] {
  const before = named.filter(({ to }) => to <= at)
  if (word === 'former') return before[0]?.meaning ?? all
  if (word === 'latter') return before.at(-1)?.meaning ?? all
  return notLast(before, all)
}

function notLast(before: readonly Symbols[], all: readonly string[]): readonly string[] {
  const last = before.at(-1)?.meaning ?? []
  const each = [...new Set(before.flatMap(({ meaning }) => meaning))]
  return (each.length > 1 ? each : all).filter((symbol) => !last.includes(symbol))
}
