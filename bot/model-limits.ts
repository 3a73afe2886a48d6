import type { Limit } from '../core/model-ledger.ts'
import { parseDollars } from '../core/money.ts'

/** What a person writes: `user:day=2.00; organisation:month=100; project:stocks:month=500000 tokens`. */
export const limitsExample =
  'limits such as user:day=2.00;organisation:month=100;user:day=50000 tokens'

/** Reads them all, or gives back the first that is none. */
export function readLimits(text: string): readonly Limit[] | { readonly wrong: string } {
  const entries = text.split(';').flatMap((entry) => entry.trim() || [])
  const limits: Limit[] = []
  for (const entry of entries) {
    const limit = readLimit(entry)
    if (!limit || limits.some((other) => isSame(other, limit))) return { wrong: entry }
    limits.push(limit)
  }
  return limits
}

/** A subject may hold colons: `slack:T024BE7LD`. */
const form =
  /^(?<scope>user|organisation|project)(?::(?<subject>\S+))?:(?<period>day|month)\s*=\s*(?<most>[\d.]+)(?<tokens>\s*tokens)?$/

function readLimit(entry: string): Limit | null {
  const { scope, subject, period, most = '', tokens } = form.exec(entry)?.groups ?? {}
  if (scope !== 'user' && scope !== 'organisation' && scope !== 'project') return null
  if (period !== 'day' && period !== 'month') return null
  const amount = tokens === undefined ? parseDollars(most) : wholeNumber(most)
  if (amount === null) return null
  const unit = tokens === undefined ? 'dollars' : 'tokens'
  return { scope, subject: subject ?? null, period, unit, most: amount }
}

function wholeNumber(text: string): bigint | null {
  return /^\d{1,15}$/.test(text) ? BigInt(text) : null
}

function isSame(a: Limit, b: Limit): boolean {
  return (
    a.scope === b.scope && a.subject === b.subject && a.period === b.period && a.unit === b.unit
  )
}
