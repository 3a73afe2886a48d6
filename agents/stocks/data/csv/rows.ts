import { CsvError, parse } from 'csv-parse/sync'

import { AppError } from '../../../../core/errors.ts'
import { type Day, isDay } from '../day.ts'

/** One line of a price file as it stands; NaN where a number is missing. */
export interface Row {
  /** The first line of a file is 1. */
  readonly line: number
  readonly date: Day
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly volume: number
  /** NaN where the file has no such column. */
  readonly adjclose: number
}

const numbers = ['open', 'high', 'low', 'close', 'volume'] as const

type Column = 'date' | 'adjclose' | (typeof numbers)[number]

/** Throws `invalid` with file, line and column when the text is no such table. */
export function readRows(text: string, file: string): readonly Row[] {
  const [header, ...records] = readRecords(text, file)
  if (header === undefined) throw malformed({ file, line: 1, column: 'date', found: 'nothing' })
  const columns = header.cells.map((name) => name.toLowerCase().replaceAll(/[\s_*]/g, ''))
  for (const column of ['date', ...numbers])
    if (!columns.includes(column)) throw headless({ file, line: header.line, column })
  return records.map((record) => readRow(record, columns, file))
}

interface Record {
  readonly line: number
  readonly cells: readonly string[]
}

function readRecords(text: string, file: string): readonly Record[] {
  const records: Record[] = []
  const collect = (cells: string[], { lines }: { lines: number }) => {
    records.push({ line: lines, cells })
    return null
  }
  const shape = { bom: true, trim: true, skip_empty_lines: true, relax_column_count: true } as const
  try {
    parse(text, { ...shape, on_record: collect })
    return records
  } catch (error) {
    throw unreadable(error, file)
  }
}

function readRow({ line, cells }: Record, columns: readonly string[], file: string): Row {
  const at = (column: Column, found: string) => malformed({ file, line, column, found })
  if (cells.length > columns.length)
    throw malformed({
      file,
      line,
      column: `${columns.length + 1}`,
      found: 'more than the header names',
    })
  const read = (column: Column): string => {
    const cell = cells[columns.indexOf(column)]
    if (cell === undefined) throw at(column, 'the end of the line')
    return cell
  }
  const number = (column: Column): number => {
    const cell = read(column)
    if (isMissing(cell)) return Number.NaN
    if (!isNumber(cell)) throw at(column, `"${cell.slice(0, 30)}"`)
    return Number(cell)
  }
  const date = read('date')
  if (!isDay(date)) throw at('date', `"${date.slice(0, 30)}"`)
  const [open, high, low, close] = [number('open'), number('high'), number('low'), number('close')]
  const adjclose = columns.includes('adjclose') ? number('adjclose') : Number.NaN
  return { line, date, open, high, low, close, volume: number('volume'), adjclose }
}

/** What exports write where they have nothing. */
function isMissing(cell: string): boolean {
  return ['', '-', 'n/a', 'na', 'nan', 'null', 'none'].includes(cell.toLowerCase())
}

function isNumber(cell: string): boolean {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(cell)
}

interface Place {
  readonly file: string
  readonly line: number
  readonly column: string
  readonly found: string
}

function malformed({ file, line, column, found }: Place): AppError {
  const wanted = column === 'date' ? 'a date like 2017-12-29' : 'a number'
  const where = `${file}, line ${line}, column ${column}`
  return new AppError('invalid', `${where}: found ${found}`, {
    said: `${where}: I found ${found} where ${wanted} should be. Please correct the file.`,
  })
}

function headless({ file, line, column }: Omit<Place, 'found'>): AppError {
  const sentence = `${file}, line ${line}, column ${column}: there is no column of that name`
  return new AppError('invalid', sentence, { said: `${sentence}. Please correct the file.` })
}

function unreadable(error: unknown, file: string): AppError {
  if (!(error instanceof CsvError)) return AppError.from(error)
  const where = `${file}, line ${String(error['lines'])}, column ${String(error['column'])}`
  return new AppError('invalid', `${where}: ${error.message}`, {
    said: `${where}: this is not CSV (${error.message}). Please correct the file.`,
    cause: error,
  })
}
