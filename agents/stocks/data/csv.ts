import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'

import { AppError } from '../../../core/errors.ts'
import type { Fetched, Prices, Source, SourceRequest } from '../types.ts'
import { type CleanBars, cleanBars } from './csv/clean-bars.ts'
import { readRows } from './csv/rows.ts'
import { type Day, dayOf } from './day.ts'
import { agePrices } from './freshness.ts'
import { currencyOf, isSymbol, unknownSymbol, usualSpelling } from './symbol.ts'

/**
 * Daily prices from a folder of SYMBOL.csv with the columns date, open, high, low, close, volume and,
 * where there is one, adjclose. `close` is adjusted for splits, not for dividends: by the file, or here where its adjclose
 * tells of a split.
 * A file is read again when its time or size changes.
 */
export function csvPrices(folder: string): Source<Prices> {
  const read = barReader(folder)

  async function fetch({ symbol, askedAt }: SourceRequest): Promise<Fetched<Prices>> {
    const file = await fileOf(folder, symbol)
    const { bars, notes } = await read(file, dayOf(askedAt))
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
  const file = names.find((name) => symbolOf(name) === usualSpelling(symbol))
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
  return usualSpelling(file.replace(/\.csv$/i, ''))
}

/** Askers of one file on one day share one reading. */
function barReader(folder: string): (file: string, today: Day) => Promise<CleanBars> {
  const known = new Map<string, { readonly version: string; readonly bars: Promise<CleanBars> }>()
  return async (file, today) => {
    const path = join(folder, file)
    const { mtimeMs, size } = await stat(path)
    const version = `${mtimeMs} ${size} ${today}`
    const hit = known.get(file)
    if (hit?.version === version) return hit.bars
    const bars = readFile(path, 'utf8').then((text) => cleanBars(readRows(text, file), file, today))
    known.set(file, { version, bars })
    bars.catch(() => known.delete(file))
    return bars
  }
}

function noGoodRow(file: string, notes: readonly string[]): AppError {
  const why = notes[0] ?? `${file} has no rows`
  return new AppError('invalid', `${file} has no usable row`, {
    said: `${file} has no usable row of prices (${why}). Please correct the file.`,
  })
}
