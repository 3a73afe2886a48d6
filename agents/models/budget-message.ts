import type { BudgetScope, Limit, ReachedLimit } from '../../core/model-ledger.ts'
import { dollars } from '../../core/money.ts'

/** Tells a person whose limit is reached, how much it is, and from when they may go on. */
export function budgetMessage({ limit, subject, isUsedUp, resetsAt }: ReachedLimit): string {
  const { has, its } = owners[limit.scope](subject)
  const budget = `${its} model budget for ${periods[limit.period]} (${amountOf(limit)})`
  const state = isUsedUp ? `${has} used ${budget}` : `${has} too little left of ${budget}`
  const start = `It starts anew on ${moment(resetsAt)}.`
  return `${state}. ${start} Until then answers are written without a model.`
}

const owners: Readonly<Record<BudgetScope, (subject: string) => { has: string; its: string }>> = {
  user: () => ({ has: 'You have', its: 'your' }),
  organisation: () => ({ has: 'Your organisation has', its: 'its' }),
  project: (name) => ({ has: `The project ${name} has`, its: 'its' }),
}

const periods = { day: 'today', month: 'this month' }

function amountOf({ unit, most }: Limit): string {
  return unit === 'dollars' ? dollars(most) : `${most.toLocaleString('en-US')} tokens`
}

/** `1 December 2026, 00:00 UTC`. */
function moment(at: Date): string {
  const day = at.toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' })
  return `${day}, ${at.toISOString().slice(11, 16)} UTC`
}
