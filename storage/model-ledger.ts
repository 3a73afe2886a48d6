import type { Limit, ModelLedger, ReachedLimit } from '../core/model-ledger.ts'
import { budgetsOf } from './budgets.ts'
import type { Sql } from './database.ts'
import { type Answer, openBudgets, type Reservation, setAside } from './reservations.ts'
import { giveBackExpired, settle } from './settlements.ts'
import { steadily } from './steady.ts'

export interface LedgerOptions {
  readonly limits: readonly Limit[]
  /** How long what is set aside stays so; longer than any call takes. */
  readonly reservedMs: number
}

/** The ledger in Postgres, embedded or on a server. */
export function postgresModelLedger(sql: Sql, { limits, reservedMs }: LedgerOptions): ModelLedger {
  /** Calls that nothing could forbid are made while they are written down: their end comes after that. */
  const underWay = new Map<string, Promise<unknown>>()

  return {
    async reserve(call, estimate) {
      const budgets = budgetsOf(call, limits)
      const reserved = steadily(() => reserve(sql, { call, estimate, reservedMs, budgets }))
      if (budgets.some((budget) => budget.limits.length > 0)) return reserved
      // Whoever settles the call hears of a failure.
      reserved.catch(() => {})
      underWay.set(call.id, reserved)
      return null
    },
    async settle(callId, end) {
      const reserved = underWay.get(callId)
      underWay.delete(callId)
      await reserved
      await steadily(() => settle(sql, callId, end))
    },
  }
}

/** Before anybody is turned away, what processes that are gone have set aside is given back. */
async function reserve(sql: Sql, asked: Reservation): Promise<ReachedLimit | null> {
  const reached = await tryReserve(sql, asked)
  if (reached === null) return null
  await giveBackExpired(sql)
  return tryReserve(sql, asked)
}

/** The first call of a day finds no budgets of that day, and opens them. */
async function tryReserve(sql: Sql, asked: Reservation): Promise<ReachedLimit | null> {
  const answers = await setAside(sql, asked)
  if (answers.every(({ isOpen }) => isOpen)) return reachedOf(asked, answers)
  await openBudgets(sql, asked.budgets)
  return reachedOf(asked, await setAside(sql, asked))
}

/** Of several, the one that lasts longest: until then the others' new beginnings do not help. */
function reachedOf({ budgets }: Reservation, answers: readonly Answer[]): ReachedLimit | null {
  const reached = budgets.flatMap(({ limits, subject, resetsAt }, index) =>
    limits.flatMap((limit) => {
      const room = answers[index]?.[limit.unit] ?? 'enough'
      return room === 'enough' ? [] : { limit, subject, resetsAt, isUsedUp: room === 'none' }
    }),
  )
  return reached.toSorted((a, b) => b.resetsAt.getTime() - a.resetsAt.getTime())[0] ?? null
}
