import type { BudgetPeriod, BudgetScope, Limit, ModelCall } from '../core/model-ledger.ts'
import { storable } from '../core/text.ts'

/** One of the counts that a call goes into: a user's, an organisation's or a project's, of a day or a month. */
export interface Budget {
  readonly scope: BudgetScope
  readonly subject: string
  readonly period: BudgetPeriod
  /** The first day, in UTC: `2026-11-01`. */
  readonly startsOn: string
  readonly resetsAt: Date
  readonly limits: readonly Limit[]
}

/** All that a call counts towards, whether they have limits or not. */
export function budgetsOf({ caller, startedAt }: ModelCall, limits: readonly Limit[]): Budget[] {
  const subjects = [
    ['organisation', storable(caller.organisationId)],
    ['project', caller.project],
    ['user', storable(caller.userId)],
  ] as const
  return subjects.flatMap(([scope, subject]) =>
    (['day', 'month'] as const).map((period) => ({
      scope,
      subject,
      period,
      ...boundsOf(period, startedAt),
      limits: limitsOf(limits, { scope, subject, period }),
    })),
  )
}

function boundsOf(period: BudgetPeriod, at: Date): Pick<Budget, 'startsOn' | 'resetsAt'> {
  const [year, month, day] = [at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()]
  const starts = Date.UTC(year, month, period === 'day' ? day : 1)
  const ends = period === 'day' ? Date.UTC(year, month, day + 1) : Date.UTC(year, month + 1, 1)
  return { startsOn: new Date(starts).toISOString().slice(0, 10), resetsAt: new Date(ends) }
}

/** The limit of its own comes before the one for all. */
function limitsOf(
  limits: readonly Limit[],
  { scope, subject, period }: Pick<Budget, 'scope' | 'subject' | 'period'>,
): readonly Limit[] {
  const fitting = limits.filter((limit) => limit.scope === scope && limit.period === period)
  return (['dollars', 'tokens'] as const).flatMap((unit) => {
    const ofUnit = fitting.filter((limit) => limit.unit === unit)
    const own = ofUnit.find((limit) => limit.subject === subject)
    return own ?? ofUnit.find((limit) => limit.subject === null) ?? []
  })
}
