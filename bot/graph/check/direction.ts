import { modelFor } from './ellipsis.ts'
import type { Figure } from './figures.ts'
import type { Placed, Sentence } from './sentence.ts'
import { type Word, wordsOfKey } from './words.ts'

const down = new Set(
  `down fell fall falls falling fallen lost lose loses losing loss losses dropped drop drops dropping
   declined decline declines declining decreased decrease decreases shrank shrunk shrink shrinks slipped
   slip slips slid slide slides sank sunk tumbled tumble plunged plunge retreated lower below under beneath
   less minus negative deficit shed eased dipped dip burned contracted cut given weaker worse short cheaper
   smaller behind trailed trails trail lagged lags underperformed slumped skidded sagged fiel gefallen verlor sank verloren weniger baisse perdu ruckgang`.split(
    /\s+/,
  ),
)
const up = new Set(
  `up rose rise rises risen rising gained gain gains grew grow grows grown climbed climb climbs increased
   increase increases advanced advance added jumped jump soared surged surge higher above over more dearer plus
   rallied recovered expanded ahead stronger exceeds exceed exceeded exceeding tops beat beats outperformed larger bigger profit gestiegen stieg zugelegt gewonnen mehr
   hausse gagne`.split(/\s+/),
)
const passed = new Set(
  `by of about roughly nearly almost some around approximately a an the only just as much and another
   further slight slightly back um rs inr usd eur chf gbp jpy`.split(/\s+/),
)
const hedges = new Set(['more', 'less', 'over', 'under', 'above', 'below'])
const reach = 8

/** Which way the words around a number say it went: −1 down, 1 up, 0 where they do not say. */
export function polarityOf(placed: Placed, sentence: Sentence): -1 | 0 | 1 {
  const { words } = sentence
  const own =
    before(words, placed.from) ||
    after(words, placed.to) ||
    sideOf(words[headBefore(placed, sentence)]?.text)
  const model = own === 0 && placed.number.sign === null ? modelFor(placed, sentence) : null
  return model === null || model.number.sign !== null ? own : polarityOf(model, sentence)
}

const onto = /^(?:put|puts|putting|tack(?:s|ed)|pile[sd]|add(?:s|ed))$/
const away =
  /^(?:g[ia]v(?:e|es|en|ing)|c[oa]me|knock(?:s|ed)|t[ao]ken?|wip(?:es|ed)|shav(?:es|ed))$/

/** `put on 4 pence`, `gave up 3 dollars`, `knocked off a tenth`. */
export function phrasalSideOf(words: readonly Word[], at: number): -1 | 0 | 1 {
  const [verb, text] = [words[at - 1]?.text ?? '', words[at]?.text]
  if (text === 'on' && onto.test(verb)) return 1
  return (text === 'up' || text === 'off') && away.test(verb) ? -1 : 0
}

export function sideOf(word: string | undefined): -1 | 0 | 1 {
  if (word === undefined) return 0
  return down.has(word) ? -1 : up.has(word) ? 1 : 0
}

/** `fell by about 3 %`, `fell 1.1% and 2.3%`; not `fell to 3 %`, which is a level. */
function before(words: readonly Word[], from: number): -1 | 0 | 1 {
  for (let at = from - 1; at >= Math.max(0, from - reach); at -= 1) {
    const text = words[at]?.text ?? ''
    const gap = words[at + 1]?.gap ?? ''
    if (/[,;:(|]|\. /.test(gap)) return 0
    const phrasal = phrasalSideOf(words, at)
    if (phrasal !== 0) return phrasal
    if (text === 'than' && hedges.has(words[at - 1]?.text ?? '')) at -= 1
    else if (sideOf(text) !== 0 && !(at === from - 1 && hedges.has(text))) return sideOf(text)
    else if (!passed.has(text) && !/^\d/.test(text)) return 0
  }
  return 0
}

/** `both above the average: Tesco by 3 %`: the place of the word that says which way; −1 where none does. */
export function headBefore({ from }: Placed, { words }: Sentence): number {
  if (words[from - 1]?.text !== 'by') return -1
  return words.findLastIndex(({ text }, at) => at < from && text !== 'over' && sideOf(text) !== 0)
}

/** `1.7 percent lower`, `a 65.5% increase`. */
function after(words: readonly Word[], to: number): -1 | 0 | 1 {
  for (let at = to; at < to + 3; at += 1) {
    const word = words[at]
    if (word === undefined || /[,;:)|]|\. /.test(word.gap)) return 0
    if (/^(?:and|but|on|in|since|over|to|while|\d+)$/.test(word.text)) return 0
    if (sideOf(word.text) !== 0) return sideOf(word.text)
  }
  return 0
}

/** In another language than English nobody can tell, but right behind a label or in a cell a sign is shown. */
function deniesNegative(placed: Placed, sentence: Sentence): boolean {
  if (placed.number.isWrapped) return false
  const isLabelled = /[:|=][^\p{L}\d]*$/u.test(sentence.words[placed.from]?.gap ?? '')
  return (sentence.isEnglish || isLabelled) && !saysNegative(placed, sentence)
}

/** Whether anything before the number, in the same part of the sentence, says that it is below zero. */
function saysNegative({ from, to }: Placed, { words }: Sentence): boolean {
  for (let at = from; at > Math.max(0, from - 16); at -= 1) {
    if (/[;]|\. /.test(words[at]?.gap ?? '')) return false
    if (losing.has(words[at - 1]?.text ?? '') || down.has(words[at - 1]?.text ?? '')) return true
  }
  return words.slice(to, to + 6).some(({ text }) => /^(?:gone|vanished|evaporated)$/.test(text))
}

const losing = new Set(
  `loss losses lost loses losing deficit burned burns negative minus below shortfall outflow down fell verlust
   nettoverlust fehlbetrag jahresfehlbetrag perte pertes`.split(/\s+/),
)

const moves = /change|growth|excess|roc\d|slope|momentum|delta/i
const earnings = /income|earnings|cashflow|profit|margin/i
const drops = /below|drawdown|distance|drop|loss/i

/** Whether a value is a move by its name: a change, or a return beyond another's. */
export function isMove(name: string): boolean {
  return moves.test(name)
}

/** Whether the sign of a value is what the sentence says of it. */
export function isSigned(figure: Figure, placed: Placed, sentence: Sentence): boolean {
  const { value, name } = figure
  const { sign, tolerance } = placed.number
  if (value === 0 || Math.abs(value) < tolerance) return true
  if (sign !== null) return Math.sign(value) === sign || (drops.test(name) && sign === -1)
  const way = polarityOf(placed, sentence)
  if (way !== 0 && way === -sideOf(wordsOfKey(name)[0])) return false
  if (value < 0) return way === -1 || (way === 0 && !deniesNegative(placed, sentence))
  if (moves.test(name)) return way !== -1
  return !earnings.test(name) || !isLossBefore(placed, sentence)
}

/** `a net loss of 48 billion`. */
function isLossBefore({ from }: Placed, { words }: Sentence): boolean {
  return [1, 2, 3].some((back) => /^(?:loss|losses|deficit)$/.test(words[from - back]?.text ?? ''))
}
