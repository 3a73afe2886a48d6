import { mkdir, rename, writeFile } from 'node:fs/promises'

import { AppError } from '../../../core/errors.ts'
import type { Job } from '../../../core/types.ts'
import type { CallEdgar } from '../data/edgar/client.ts'
import { type Tickers, tickersShape } from '../data/edgar/shapes.ts'
import { isSymbol } from '../data/symbol.ts'
import { keptFile, tableOf, type UsListing } from './book.ts'

/** The SEC's list has had some ten thousand rows for years: one with fewer than this is broken. */
const fewestRows = 3_000

const url = 'https://www.sec.gov/files/company_tickers_exchange.json'

export interface RefreshDeps {
  readonly call: CallEdgar
  readonly folder: string
}

/** Fetches the SEC's list of shares each morning and puts it in the place of the older one, whole or not at all. */
export function refreshSymbols({ call, folder }: RefreshDeps): Job {
  return {
    name: 'refresh_symbols',
    schedule: { cron: '40 4 * * *', timeZone: 'America/New_York' },
    async run(_payload, signal) {
      const rows = listingsOf(await call(url, tickersShape, signal))
      if (rows.length < fewestRows)
        throw new AppError('invalid', `the SEC's list has only ${rows.length} rows`)
      const heading = `SEC company_tickers_exchange.json, ${new Date().toISOString().slice(0, 10)}`
      await replace(folder, tableOf(rows, heading))
    },
  }
}

function listingsOf({ data }: Tickers): readonly UsListing[] {
  return data.flatMap(([cik, name, ticker, exchange]) => {
    const symbol = ticker.toUpperCase()
    return isSymbol(symbol) && name !== '' ? [{ symbol, cik, exchange, name }] : []
  })
}

/** A reader finds the old list or the new one, never half of one. */
async function replace(folder: string, table: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const file = keptFile(folder)
  const unfinished = `${file}.${process.pid}.new`
  await writeFile(unfinished, table, { flush: true })
  await rename(unfinished, file)
}
