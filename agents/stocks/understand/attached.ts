import { CsvError, parse } from 'csv-parse/sync'

import type { AttachedText } from '../../../core/attachment.ts'
import type { Reading } from '../../../core/project.ts'
import { aboutThese } from './about-symbols.ts'
import { choiceOf, examples } from './ask.ts'
import type { SymbolDirectory } from './directory.ts'
import { mentionsOf } from './mentions.ts'
import { namedIn } from './naming.ts'
import { answered } from './readings.ts'
import { scan } from './scan.ts'
import type { Situation } from './situation.ts'
import { acronyms } from './symbol-words.ts'
import { wordsOf } from './words.ts'

/** `Analyse these`, with a file of symbols: what is asked is asked about those, where the question names none. */
export function attached(situation: Situation): Reading | undefined {
  const { question, signs, directory } = situation
  const { attachments = [] } = question
  if (attachments.length === 0 || namedIn(situation).length > 0) return undefined
  if (elsewhere.some((cue) => signs.cues.has(cue))) return undefined
  const symbols = [...new Set(attachments.flatMap((file) => symbolsIn(file, situation)))]
  if (symbols.length > 0) return aboutThese(situation, symbols, { kept: null, confidence: sure })
  if (signs.wordCount > 0) return undefined
  return answered({
    intent: 'ambiguous',
    confidence: sure,
    answer: 'I found no symbol in what you attached. A column called “symbol” is the surest way.',
    choices: examples(directory)
      .slice(0, 1)
      .map(({ text }) => choiceOf(text)),
  })
}

/** A question that is about something else than the file. */
const elsewhere = ['define', 'alert', 'record'] as const

const sure = 0.9

/** Files are read as far as that: further down nobody means the first six. */
const mostText = 20_000
const mostRows = 1_000

function symbolsIn(file: AttachedText, situation: Situation): readonly string[] {
  const text = file.text.slice(0, mostText)
  const isTable = /\.(?:csv|tsv)$/i.test(file.name)
  const inTable = isTable ? symbolsInRows(rowsOf(text), situation.directory) : []
  return inTable.length > 0 ? inTable : symbolsInProse(text, situation)
}

function rowsOf(text: string): string[][] {
  try {
    return parse(text, {
      bom: true,
      delimiter: [',', ';', '\t', '|'],
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      to: mostRows,
      trim: true,
    })
  } catch (error) {
    // No table after all, whatever it is called: it is read as prose.
    if (error instanceof CsvError) return []
    throw error
  }
}

/** The column that is called so; without one every cell that is a symbol and nothing else. */
function symbolsInRows(rows: readonly string[][], directory: SymbolDirectory): string[] {
  const [head = [], ...rest] = rows
  const column = head.findIndex((title) => titles.has(title.toLowerCase()))
  const cells = column === -1 ? rows.flat() : rest.map((row) => row[column] ?? '')
  const isNamed = column !== -1
  return cells.flatMap((cell) => {
    const text = cell.replace(/^\$/, '')
    const isWritten = text === text.toUpperCase() && (isNamed || !acronyms.has(text.toLowerCase()))
    return isWritten ? (directory.get(text)?.symbol ?? []) : []
  })
}

const titles: ReadonlySet<string> = new Set(['symbol', 'symbols', 'ticker', 'tickers', 'stock'])

/** Symbols and the names that are one company's alone; an everyday word in a long text means itself. */
function symbolsInProse(text: string, { directory, question }: Situation): string[] {
  const pieces = scan(wordsOf(text), { directory, askedAt: question.askedAt })
  return mentionsOf(pieces).flatMap(({ form, listings: [only, ...others] }) =>
    form === 'ordinary' || others.length > 0 || !only ? [] : [only.symbol],
  )
}
