import { AppError } from '../core/errors.ts'
import type { IncomingMessage, Received, TurnId } from '../core/types.ts'
import { coalesced } from './coalesced.ts'
import type { Sql } from './database.ts'
import { codeOf } from './error-code.ts'
import { findTurns, type InboxRow, keep, keepNew, rowOf } from './inbox-rows.ts'
import { unpacking } from './unpack.ts'

/**
 * Takes messages in, durably and once each: those that come at once share a statement, and each caller hears of its
 * own message. A message that is already there changes nothing: its turn is returned. All on one connection, which keeps the order in
 * which statements are sent, so that one may follow another before that was answered.
 */
export function inbox(
  intake: Sql,
  unpack = unpacking(intake),
): (message: IncomingMessage) => Promise<Received> {
  const add = coalesced<InboxRow, Outcomes>(kept, { worthwhile })
  /** By `performance.now()`. */
  let repeatsUntil = 0
  const find = coalesced((rows: readonly InboxRow[]) => findAll(intake, rows, unpack))
  return async (message) => {
    const row = rowOf(message)
    const outcome = (await add(row)).get(row)
    if (outcome instanceof AppError) throw outcome
    if (outcome === 'new') return { turnId: row.turnId, isNew: true }
    return { turnId: turnOf(row, await find(row)), isNew: false }
  }

  async function kept(rows: readonly InboxRow[]): Promise<Outcomes> {
    if (performance.now() < repeatsUntil) return store(intake, rows)
    try {
      await keepNew(intake, rows)
      return new Map(rows.map((row) => [row, 'new']))
    } catch (error) {
      if (!isRefusal(error)) throw error
      repeatsUntil = performance.now() + repeatsMs
      return store(intake, rows)
    }
  }
}

/** Where one message was told of twice, more will be: for how long that is reckoned with. */
const repeatsMs = 10_000

/** Fewer would rather wait and share the next statement. */
const worthwhile = 64

/** What became of a row; nothing new where it is missing. */
type Outcomes = ReadonlyMap<InboxRow, 'new' | AppError>

/** Most have been unpacked by the time that somebody tells of them again. */
async function findAll(
  sql: Sql,
  rows: readonly InboxRow[],
  unpack: () => Promise<void>,
): Promise<ReadonlyMap<string, TurnId>> {
  const found = await findTurns(sql, rows)
  const packed = rows.filter(({ key }) => !found.has(key))
  if (packed.length === 0) return found
  await unpack()
  return new Map([...found, ...(await findTurns(sql, packed))])
}

function turnOf(row: InboxRow, turns: ReadonlyMap<string, TurnId>): TurnId {
  const turnId = turns.get(row.key)
  if (turnId === undefined) throw new AppError('bug', 'a message that is known has no turn')
  return turnId
}

/** A row that Postgres refuses fails alone: its batch is halved until the row stands by itself. */
async function store(sql: Sql, rows: readonly InboxRow[]): Promise<Outcomes> {
  try {
    return new Map((await keep(sql, rows)).map((row) => [row, 'new']))
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
