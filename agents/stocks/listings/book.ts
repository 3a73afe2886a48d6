import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** One share that trades in the United States, as the SEC's public list has it. */
export interface UsListing {
  readonly symbol: string
  /** The number that the SEC knows the company by. */
  readonly cik: number
  readonly exchange: string | null
  /** As the SEC writes it: `ADVANCED MICRO DEVICES INC`. */
  readonly name: string
}

/** The list of shares: the one that comes with the project, or the newer one that was fetched since. */
export interface ListingBook {
  /** Best known companies first. The same array until there is a newer list. */
  all(): readonly UsListing[]
  /** Null for a symbol that is not on it. */
  cikOf(symbol: string): number | null
}

export interface Clock {
  now(): number
}

/** Looked at so often, and then only at its time: a list is new once a day at most. */
const lookEveryMs = 60_000

/** Nothing is read before somebody asks. `folder` is where a newer list is kept; null where there is none. */
export function openListings(
  folder: string | null,
  { now }: Clock = { now: Date.now },
): ListingBook {
  let rows: readonly UsListing[] | null = null
  let ciks: ReadonlyMap<string, number> = new Map()
  let readMs = 0
  let lookedAt = 0

  function all(): readonly UsListing[] {
    const keptMs = rows === null || now() - lookedAt >= lookEveryMs ? timeOf(folder) : readMs
    if (rows !== null && keptMs === readMs) return rows
    lookedAt = now()
    readMs = keptMs
    rows = readList(folder, keptMs)
    ciks = new Map(rows.map(({ symbol, cik }) => [symbol, cik]))
    return rows
  }

  return {
    all,
    cikOf(symbol) {
      all()
      return ciks.get(symbol.toUpperCase().replace('.', '-')) ?? null
    },
  }
}

const shippedFile = join(import.meta.dirname, 'us.tsv')

export function keptFile(folder: string): string {
  return join(folder, 'us-listings.tsv')
}

/** When the newer list was written; 0 where there is none. */
function timeOf(folder: string | null): number {
  if (folder === null) return 0
  return statSync(keptFile(folder), { throwIfNoEntry: false })?.mtimeMs ?? 0
}

function readList(folder: string | null, keptMs: number): readonly UsListing[] {
  const file = folder === null || keptMs === 0 ? shippedFile : keptFile(folder)
  return rowsOf(readFileSync(file, 'utf8'))
}

/** `symbol cik exchange name`, tabs between; lines that begin with `#` say where it is from. */
export function rowsOf(table: string): readonly UsListing[] {
  return table.split('\n').flatMap((line) => {
    if (line === '' || line.startsWith('#')) return []
    const [symbol = '', cik = '', exchange = '', name = ''] = line.split('\t')
    return [{ symbol, cik: Number(cik), exchange: exchange === '' ? null : exchange, name }]
  })
}

export function tableOf(rows: readonly UsListing[], heading: string): string {
  const lines = rows.map(({ symbol, cik, exchange, name }) =>
    [symbol, cik, exchange ?? '', name.replaceAll(/\s+/g, ' ')].join('\t'),
  )
  return [`# ${heading}`, ...lines, ''].join('\n')
}
