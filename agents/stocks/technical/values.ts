import { at, ratio, type Column } from '../indicators/columns.ts'

/** By the names that facts.ts gives them; null is what could not be computed. */
export type Values<Name extends string> = Readonly<Record<Name, number | null>>

export function valueOf(number: number | undefined): number | null {
  return number === undefined || Number.isNaN(number) ? null : number
}

/** One row of many columns. The overload keeps their names, which Object.fromEntries forgets. */
export function rowOf<Name extends string>(
  columns: Readonly<Record<Name, Column>>,
  row: number,
): Values<Name>
export function rowOf(columns: Readonly<Record<string, Column>>, row: number): Values<string> {
  const entries = Object.entries(columns)
  return Object.fromEntries(entries.map(([name, column]) => [name, valueOf(at(column, row))]))
}

/** From one price to another, in percent of the first. */
export function percentChange(from: number, to: number): number {
  return 100 * ratio(to - from, from)
}
