import type {
  Call,
  CallCounts,
  CallScore,
  CallStore,
  DueCalls,
  ScoredCall,
} from '../core/call-store.ts'
import type { Fragment, Sql } from './database.ts'
import { jsonOf } from './json.ts'
import { steadily } from './steady.ts'

/** The calls of one project in Postgres; `keepReply` writes them. */
export function postgresCalls(sql: Sql, project: string): CallStore {
  return {
    latest: (organisationId, symbols) =>
      steadily(() => latest(sql, project, { organisationId, symbols })),
    due: (asked) => steadily(() => due(sql, project, asked)),
    noteTried: (calls) => steadily(() => noteTried(sql, calls)),
    // What is there twice counts once.
    score: (scores) => steadily(() => score(sql, scores)),
    counts: (organisationId, symbols) =>
      steadily(() => counts(sql, project, { organisationId, symbols })),
    scored: (organisationId, symbols) =>
      steadily(() => scored(sql, project, { organisationId, symbols })),
  }
}

interface Owned {
  readonly organisationId: string
  /** All of them when null. */
  readonly symbols: readonly string[] | null
}

/** Whose calls are meant, out of calls c. */
function among(sql: Sql, project: string, { organisationId, symbols }: Owned): Fragment {
  return sql`c.organisation_id = ${organisationId} and c.project = ${project}
    and (${symbols === null} or c.symbol = any(${[...(symbols ?? [])]}::text[]))`
}

function columns(sql: Sql): Fragment {
  return sql`c.turn_id as "turnId", c.symbol, c.rating, c.score, c.confidence, c.price, c.currency,
    c.called_on::text as "calledOn", c.is_demo as "isDemo"`
}

async function latest(sql: Sql, project: string, owned: Owned): Promise<readonly Call[]> {
  return sql<Call[]>`
    select distinct on (c.symbol) ${columns(sql)} from calls c
    where ${among(sql, project, owned)} order by c.symbol, c.made_at desc`
}

async function due(
  sql: Sql,
  project: string,
  { horizonDays, calledFrom, calledTo, most }: DueCalls,
): Promise<readonly Call[]> {
  return sql<Call[]>`
    select ${columns(sql)} from calls c
    where c.project = ${project} and not c.is_demo
      and c.called_on between ${calledFrom}::text::date and ${calledTo}::text::date
      and not exists (
        select from call_scores s where s.turn_id = c.turn_id and s.symbol = c.symbol
          and s.horizon_days = ${horizonDays})
    order by c.tried_at nulls first, c.called_on, c.turn_id, c.symbol limit ${most}`
}

async function noteTried(sql: Sql, calls: readonly Call[]): Promise<void> {
  const turnIds = calls.map(({ turnId }) => turnId)
  const symbols = calls.map(({ symbol }) => symbol)
  await sql`
    update calls c set tried_at = now()
    from unnest(${turnIds}::uuid[], ${symbols}::text[]) as tried(turn_id, symbol)
    where c.turn_id = tried.turn_id and c.symbol = tried.symbol`
}

/** A call may be gone by now: its question was taken back. */
async function score(sql: Sql, scores: readonly CallScore[]): Promise<void> {
  await sql`
    insert into call_scores (turn_id, symbol, horizon_days, scored_on, change_percent, benchmark,
      benchmark_change_percent)
    select c.turn_id, c.symbol, s."horizonDays", s."scoredOn", s."changePercent", s.benchmark,
      s."benchmarkChangePercent"
    from json_to_recordset(${jsonOf(scores)}::text::json) as s(
      "turnId" uuid, symbol text, "horizonDays" integer, "scoredOn" date, "changePercent" float8,
      benchmark text, "benchmarkChangePercent" float8)
    join calls c on c.turn_id = s."turnId" and c.symbol = s.symbol
    on conflict do nothing`
}

async function counts(sql: Sql, project: string, owned: Owned): Promise<CallCounts> {
  const [found] = await sql<CallCounts[]>`
    select count(*) filter (where not is_demo)::integer as calls,
      count(*) filter (where is_demo)::integer as "demoCalls",
      (min(called_on) filter (where not is_demo))::text as "firstCalledOn"
    from (
      select distinct c.symbol, c.called_on, c.is_demo from calls c
      where ${among(sql, project, owned)}) as made`
  return found ?? { calls: 0, demoCalls: 0, firstCalledOn: null }
}

/** More than anybody makes in years; a bound all the same. */
const mostScored = 20_000

async function scored(sql: Sql, project: string, owned: Owned): Promise<readonly ScoredCall[]> {
  return sql<ScoredCall[]>`
    select distinct on (c.called_on, c.symbol, s.horizon_days) c.symbol, c.rating,
      c.called_on::text as "calledOn", s.horizon_days as "horizonDays",
      s.change_percent as "changePercent", s.benchmark_change_percent as "benchmarkChangePercent"
    from calls c join call_scores s on s.turn_id = c.turn_id and s.symbol = c.symbol
    where ${among(sql, project, owned)} and not c.is_demo
    order by c.called_on desc, c.symbol, s.horizon_days, c.made_at limit ${mostScored}`
}
