import { AppError } from '../core/errors.ts'
import type { IncomingMessage, TurnId } from '../core/types.ts'
import { coalesced } from './coalesced.ts'
import type { Sql } from './database.ts'
import { codeOf } from './error-code.ts'
import { type InboxRow, keep, rowOf } from './inbox-rows.ts'

/**
 * Takes messages in durably, and answers what each one's turn is called: those that come at once share a statement,
 * and each caller hears of its own message. One that is told again is kept again, under the same name, and dropped
 * where pages become turns. All on one connection, which keeps the order in which statements are sent, so that one may
 * follow another before that was answered.
 */
export function inbox(intake: Sql): (message: IncomingMessage) => Promise<TurnId> {
  const add = coalesced<InboxRow, Refusals>((rows) => store(intake, rows), { worthwhile })
  return async (message) => {
    const row = rowOf(message)
    const refusal = (await add(row)).get(row)
    if (refusal) throw refusal
    return row.turnId
  }
}

/** Fewer would rather wait and share the next statement. */
const worthwhile = 64

type Refusals = ReadonlyMap<InboxRow, AppError>

const none: Refusals = new Map()

/** A row that Postgres refuses fails alone: its batch is halved until the row stands by itself. */
async function store(sql: Sql, rows: readonly InboxRow[]): Promise<Refusals> {
  try {
    await keep(sql, rows)
    return none
  } catch (error) {
    if (!isRefusal(error)) throw error
    const [only] = rows
    if (only && rows.length === 1) return new Map([[only, refused(error)]])
    const middle = Math.ceil(rows.length / 2)
    const first = await store(sql, rows.slice(0, middle))
    return new Map([...first, ...(await store(sql, rows.slice(middle)))])
  }
}

/** By its SQLSTATE: data that this database cannot keep. */
function isRefusal(error: unknown): boolean {
  return /^(?:22|23|54)/.test(codeOf(error) ?? '')
}

function refused(cause: unknown): AppError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new AppError('invalid', `the database refused a message: ${reason}`, { cause })
}
