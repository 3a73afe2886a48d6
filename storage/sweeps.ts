import { sweepCheckpoints } from './checkpoints.ts'
import type { Sql } from './database.ts'
import { sweepModelCalls } from './settlements.ts'

/** What is deleted in Postgres when nobody will ask for it again; each says how many rows that were. */
export function postgresSweeps(sql: Sql, { modelCallsDays }: { readonly modelCallsDays: number }) {
  return {
    sweepCheckpoints: () => sweepCheckpoints(sql),
    sweepModelCalls: () => sweepModelCalls(sql, modelCallsDays),
  }
}
