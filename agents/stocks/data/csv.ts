import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'

import { AppError } from '../../../core/errors.ts'
import type { Fetched, Prices, Source, SourceRequest } from '../types.ts'
import { cleanBars } from './csv/clean-bars.ts'
import { type Row, readRows } from './csv/rows.ts'
import { dayOf } from './day.ts'
import { agePrices } from './freshness.ts'
import { currencyOf, isSymbol, unknownSymbol } from './symbol.ts'

/**
 * Daily prices from a folder of SYMBOL.csv with the columns date, open, high, low, close, volume and,
 * where there is one, adjclose. `close` is taken as it stands: adjusted for splits, not for dividends.
 * A file is read again when its time or size changes.
 */
export function csvPrices(folder: string): Source<Prices> {
  const read = rowReader(folder)

  async function fetch({ symbol, askedAt }: SourceRequest): Promise<Fetched<Prices>> {
    const file = await fileOf(folder, symbol)
    const { bars, notes } = cleanBars(await read(file), file, dayOf(askedAt))
    const last = bars.at(-1)?.date
    if (last === undefined) throw noGoodRow(file, notes)
    const age = agePrices(last, askedAt)
    return {
      value: { symbol, name: null, currency: currencyOf(symbol), bars },
      source: `csv:${file}`,
      asOf: last,
      fetchedAt: new Date().toISOString(),
      freshness: age.freshness,
      notes: [...notes, ...age.notes],
    }
  }

  return { name: 'csv', fetch, symbols: async () => (await files(folder)).map(symbolOf).toSorted() }
}

/** The symbol is only ever compared with names that are in the folder, so it cannot lead out of it. */
async function fileOf(folder: string, symbol: string): Promise<string> {
  if (!isSymbol(symbol)) throw unknownSymbol(symbol, 'csv')
  const names = await files(folder)
  const file = names.find((name) => symbolOf(name) === symbol.toUpperCase())
  if (file === undefined) throw unknownSymbol(symbol, 'csv')
  return file
}

async function files(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => /\.csv$/i.test(name))
  } catch (error) {
    throw new AppError('invalid', `MARKET_DATA_DIR cannot be read: ${folder}`, {
      said: `MARKET_DATA_DIR must name a folder of SYMBOL.csv files, and ${folder} cannot be read.`,
      cause: error,
    })
  }
}

function symbolOf(file: string): string {
  return file.replace(/\.csv$/i, '').toUpperCase()
}

function rowReader(folder: string): (file: string) => Promise<readonly Row[]> {
  const known = new Map<string, { readonly version: string; readonly rows: readonly Row[] }>()
  return async (file) => {
    const path = join(folder, file)
    const { mtimeMs, size } = await stat(path)
    const version = `${mtimeMs} ${size}`
    const hit = known.get(file)
    if (hit?.version === version) return hit.rows
    const rows = readRows(await readFile(path, 'utf8'), file)
    known.set(file, { version, rows })
    return rows
  }
}

function noGoodRow(file: string, notes: readonly string[]): AppError {
  const why = notes[0] ?? `${file} has no rows`
  return new AppError('invalid', `${file} has no usable row`, {
    said: `${file} has no usable row of prices (${why}). Please correct the file.`,
  })
}
