import { type DateInText, isThat } from './dates.ts'
import type { Facts } from './facts.ts'
import type { Placed, Sentence } from './sentence.ts'

/** What a table says in its head, for the numbers below. */
export interface Table {
  readonly columns: readonly Column[]
}

interface Column {
  readonly names: readonly string[]
  readonly symbols: readonly string[]
  /** True for a column of an earlier day, false for one of the newest, null where it names no day. */
  readonly isPast: boolean | null
}

export function isRow(text: string): boolean {
  return text.trimStart().startsWith('|')
}

/** The head of a table, from its sentence. */
export function tableOf(head: Sentence, facts: Facts): Table {
  return { columns: cellsOf(head.text).map((cell) => columnOf(cell, head, facts)) }
}

interface Cell {
  readonly start: number
  readonly end: number
}

function cellsOf(text: string): Cell[] {
  const bars = [...text.matchAll(/(?<!\\)\|/g)].map(({ index }) => index)
  return bars.slice(0, -1).map((start, at) => ({ start, end: bars[at + 1] ?? text.length }))
}

function columnOf(cell: Cell, { values, symbols, dates }: Sentence, facts: Facts): Column {
  const date = dates.find((each) => isIn(each, cell))
  return {
    names: values
      .filter((each) => isIn(each, cell))
      .flatMap(({ meaning }) => meaning.map(({ name }) => name)),
    symbols: symbols.filter((each) => isIn(each, cell)).flatMap(({ meaning }) => meaning),
    isPast: date === undefined ? null : isEarlier(date, facts),
  }
}

function isEarlier(date: DateInText, { days }: Facts): boolean | null {
  const known = days.filter((day) => day.name === 'asOf' && isThat(date, day.iso))
  return known.length === 0 ? null : known.every(({ isPast }) => isPast)
}

function isIn({ start }: { readonly start: number }, cell: Cell): boolean {
  return start >= cell.start && start < cell.end
}

/** What a number of a row is said to be: by the head of its column and by the first cell of its row. */
export function columnFor(
  { number }: Placed,
  row: Sentence,
  { columns }: Table,
  facts: Facts,
): Column | null {
  const cells = cellsOf(row.text)
  const at = cells.findIndex((cell) => isIn(number, cell))
  const [first, own] = [cells[0], columns[at]]
  if (first === undefined || at < 1) return null
  const label = columnOf(first, row, facts)
  const names = label.names.length > 0 ? label.names : (own?.names ?? [])
  const symbols = label.symbols.length > 0 ? label.symbols : (own?.symbols ?? [])
  return { names, symbols, isPast: own?.isPast ?? null }
}
