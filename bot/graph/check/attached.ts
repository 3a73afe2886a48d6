import type { Question } from '../../../core/types.ts'
import { handed } from '../handed.ts'
import { type DateInText, datesIn, isThat } from './dates.ts'
import { type NumberInText, numbersIn } from './numbers.ts'
import { bare, isTelling } from './said.ts'
import type { Sentence } from './sentence.ts'
import { wordsOf } from './words.ts'

/** A file of the person's, as far as the writer was handed it. What it says counts in sentences that name it. */
export interface AttachedFile {
  readonly name: string
  /** Which evidence of the reply it is: `4`. */
  readonly place: string
  /** Read by the first sentence that names it. */
  readonly lines: () => readonly AttachedLine[]
}

export interface AttachedLine {
  /** `line3`, from 1. */
  readonly place: string
  readonly numbers: readonly NumberInText[]
  readonly dates: readonly DateInText[]
  readonly words: ReadonlySet<string>
  /** How many of its words a sentence has to share, so that a number is not put to another one's name. */
  readonly fewest: number
}

/** They stand behind the reply's `first` pieces of evidence. */
export function attachedFiles(question: Question, first: number): readonly AttachedFile[] {
  return handed(question).map(({ name, text }, index) => {
    let lines: readonly AttachedLine[] | null = null
    return { name, place: String(first + index), lines: () => (lines ??= linesOf(name, text)) }
  })
}

/** Where the file that a sentence names has this number: `4.line3`. */
export function attachedWhere(
  files: readonly AttachedFile[],
  number: NumberInText,
  sentence: Sentence,
): string | null {
  const found = linesNamed(files, sentence).find(({ line }) =>
    line.numbers.some((each) => isSame(each, number)),
  )
  return found === undefined ? null : `${found.file.place}.${found.line.place}`
}

export function isAttachedDate(
  files: readonly AttachedFile[],
  date: DateInText,
  sentence: Sentence,
): boolean {
  return linesNamed(files, sentence).some(({ line }) =>
    line.dates.some((each) => isThat(date, isoOf(each)) || bare(each.text) === bare(date.text)),
  )
}

function linesNamed(files: readonly AttachedFile[], sentence: Sentence) {
  return files.flatMap((file) => {
    if (!isNamed(file, sentence)) return []
    const shared = file.lines().filter((line) => sharesWords(line, sentence))
    return shared.map((line) => ({ file, line }))
  })
}

function isNamed({ name }: AttachedFile, { text }: Sentence): boolean {
  if (/\b(?:the|your) attach(?:ed|ment)\b/i.test(text)) return true
  return isNameOfFile(name) && ` ${bare(text)} `.includes(` ${bare(name)} `)
}

/** Whoever wrote a file named it too: a name that could be any word names nothing. */
export function isNameOfFile(name: string): boolean {
  return /[\p{L}\d].*\.(?:csv|json|log|markdown|md|pdf|text|tsv|txt)$/iu.test(name)
}

function sharesWords({ words, fewest }: AttachedLine, { vocabulary }: Sentence): boolean {
  return [...words].filter((word) => vocabulary.has(word)).length >= fewest
}

/** A cell has no unit of its own; where both have a currency it is the same. */
function isSame(own: NumberInText, written: NumberInText): boolean {
  const isNear = Math.abs(own.size - written.size) <= written.tolerance * (1 + 1e-9)
  const isMoney = own.currencies !== null && written.currencies !== null
  const isOther = isMoney && !own.currencies?.some((code) => written.currencies?.includes(code))
  const isTurned = own.sign !== null && written.sign !== null && own.sign !== written.sign
  return isNear && !isOther && !isTurned && (own.kind === 'plain' || own.kind === written.kind)
}

function isoOf({ year, month, day }: DateInText): string {
  const [mm, dd] = [month, day].map((part) => String(part ?? '').padStart(2, '0'))
  return `${year ?? ''}-${mm}-${dd}`
}

function linesOf(name: string, text: string): readonly AttachedLine[] {
  const isTable = /\.(?:csv|tsv)$/i.test(name)
  const rows = text.split('\n')
  const delimiter = delimiterOf(rows[0] ?? '')
  return rows.map((row, index) => {
    const cells = isTable ? cellsOf(row, delimiter) : [row]
    const words = new Set(cells.flatMap((cell) => wordsIn(cell, isTable)))
    return {
      place: `line${index + 1}`,
      numbers: cells.flatMap((cell) => numbersIn(cell)),
      dates: cells.flatMap(datesIn),
      words,
      fewest: isTable ? Math.min(1, words.size) : Math.min(2, words.size),
    }
  })
}

/** In a row every word is somebody's name, however short; in prose only those that tell something. */
function wordsIn(text: string, isCell: boolean): string[] {
  const words = wordsOf(text).map((word) => word.text)
  return words.filter((word) => (isCell ? /\p{L}/u.test(word) : isTelling(word)))
}

function delimiterOf(head: string): string {
  return [';', '\t', '|'].find((each) => head.includes(each)) ?? ','
}

/** Split where no quotation is open. */
function cellsOf(row: string, delimiter: string): readonly string[] {
  return row
    .split('"')
    .flatMap((part, index) => (index % 2 === 1 ? [part] : part.split(delimiter)))
    .filter((cell) => cell.trim() !== '')
}
