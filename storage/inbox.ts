import { AppError } from '../core/errors.ts'
import type { IncomingMessage, Received } from '../core/types.ts'
import { coalesced } from './coalesced.ts'
import type { Sql } from './database.ts'
import { codeOf } from './error-code.ts'
import { findTurns, type InboxRow, insert, rowOf } from './inbox-rows.ts'

/**
 * Takes messages in, durably and once each: those that come at once share a statement, and each caller hears of its
 * own message. A message that is already there changes nothing: its turn is returned.
 */
export function inbox(sql: Sql): (message: IncomingMessage) => Promise<Received> {
  const add = coalesced<InboxRow, Outcomes>((rows) => store(sql, rows))
  return async (message) => {
    const row = rowOf(message)
    const outcome = (await add(row)).get(row)
    if (!outcome) throw new AppError('bug', 'a message was neither stored nor there before')
    if (outcome instanceof AppError) throw outcome
    return outcome
  }
}

type Outcomes = ReadonlyMap<InboxRow, Received | AppError>

/** A row that Postgres refuses fails alone: its batch is halved until the row stands by itself. */
async function store(sql: Sql, rows: readonly InboxRow[]): Promise<Outcomes> {
  try {
    return await receive(sql, rows)
  } catch (error) {
    if (!isRefusal(error)) throw error
    const [only] = rows
    if (only && rows.length === 1) return new Map([[only, refused(error)]])
    const middle = Math.ceil(rows.length / 2)
    const first = await store(sql, rows.slice(0, middle))
    return new Map([...first, ...(await store(sql, rows.slice(middle)))])
  }
}

async function receive(sql: Sql, rows: readonly InboxRow[]): Promise<Outcomes> {
  const stored = await insert(sql, rows)
  const known = await findTurns(
    sql,
    rows.filter((row) => !stored.has(row.turnId)),
  )
  return new Map(
    rows.flatMap((row) => {
      const isNew = stored.has(row.turnId)
      const turnId = isNew ? row.turnId : known.get(row.turnId)
      return turnId === undefined ? [] : [[row, { turnId, isNew }]]
    }),
  )
}

/** By its SQLSTATE: data that cannot be kept, that breaks a rule, or that is too long for an index. */
function isRefusal(error: unknown): boolean {
  return /^(?:22|23|54)/.test(codeOf(error) ?? '')
}

function refused(cause: unknown): AppError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new AppError('invalid', `the database refused a message: ${reason}`, { cause })
}
