import { AppError } from '../../../core/errors.ts'

/** Symbols as exchanges write them: `AAPL`, `^GSPC`, `BRK.B`, `M&M.NS`, `EURUSD=X`. Never a path. */
export function isSymbol(text: string): boolean {
  return /^\^?[A-Z0-9][A-Z0-9.&=_-]{0,19}$/i.test(text) && !text.includes('..')
}

/** One spelling for a share class, however it was written: `BRK.B` and `brk-b` are `BRK-B`. */
export function usualSpelling(symbol: string): string {
  return symbol.toUpperCase().replace(/\.(?=[AB]$)/, '-')
}

export function unknownSymbol(symbol: string, source: string, cause?: unknown): AppError {
  const said = `I do not know a symbol ${symbol}.`
  return new AppError('not_found', `${source} does not know ${symbol}`, { said, cause })
}

/** Indices have prices and headlines, but no accounts. */
export function isIndex(symbol: string): boolean {
  return symbol.startsWith('^')
}

/**
 * The currency that a symbol trades in where its spelling says so; null where it does not, as in
 * London, which quotes in pence or in pounds.
 */
export function currencyOf(symbol: string): string | null {
  const suffix = /\.([A-Z]{1,2})$/i.exec(symbol)?.[1]?.toUpperCase()
  if (suffix !== undefined && !isShareClass(suffix)) return bySuffix[suffix] ?? null
  if (isIndex(symbol)) return byIndex[symbol.toUpperCase()] ?? null
  return /^[A-Z]{1,5}([.-][AB])?$/i.test(symbol) ? 'USD' : null
}

function isShareClass(suffix: string): boolean {
  return suffix === 'A' || suffix === 'B'
}

const bySuffix: Readonly<Record<string, string>> = {
  NS: 'INR',
  BO: 'INR',
  TO: 'CAD',
  V: 'CAD',
  DE: 'EUR',
  F: 'EUR',
  PA: 'EUR',
  AS: 'EUR',
  MI: 'EUR',
  MC: 'EUR',
  SW: 'CHF',
  T: 'JPY',
  HK: 'HKD',
  AX: 'AUD',
  SI: 'SGD',
  KS: 'KRW',
  SS: 'CNY',
  SZ: 'CNY',
}

const byIndex: Readonly<Record<string, string>> = {
  '^GSPC': 'USD',
  '^DJI': 'USD',
  '^IXIC': 'USD',
  '^NDX': 'USD',
  '^RUT': 'USD',
  '^NSEI': 'INR',
  '^BSESN': 'INR',
  '^FTSE': 'GBP',
  '^GDAXI': 'EUR',
  '^N225': 'JPY',
  '^HSI': 'HKD',
  '^GSPTSE': 'CAD',
}
