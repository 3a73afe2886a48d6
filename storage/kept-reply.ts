import { isDeepStrictEqual } from 'node:util'

import type { Chart } from '../core/chart.ts'
import type { Evidence, Reply, Verdict } from '../core/types.ts'
import type { Fragment, Sql } from './database.ts'
import { packCharts, unpackCharts } from './packed-charts.ts'
import { packed, unpacked } from './packed-evidence.ts'

/** A reply as its turn keeps it. */
export interface ReplyRow {
  readonly reply: WithoutEvidence | null
  readonly packedEvidence: Uint8Array | null
  readonly packedCharts: Uint8Array | null
  /** Of a turn of an earlier release, which kept each evidence in a row of its own. */
  readonly evidenceRows: readonly Evidence[] | null
}

interface WithoutEvidence extends Omit<Reply, 'evidence' | 'charts' | 'verdicts'> {
  readonly verdicts: readonly KeptVerdict[]
}

interface KeptVerdict extends Omit<Verdict, 'evidence'> {
  /** Without its values where it is the evidence at that position of the reply's. */
  readonly evidence: Evidence & { readonly position?: number }
}

/** The columns of a ReplyRow, out of turns t. */
export function replyColumns(sql: Sql): Fragment {
  return sql`
    t.reply, t.evidence as "packedEvidence", t.charts as "packedCharts", case when t.evidence is null then (
      select json_agg(json_build_object(
        'id', e.id, 'tool', e.tool, 'arguments', e.arguments, 'source', e.source, 'asOf', e.as_of,
        'fetchedAt', to_char(e.fetched_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'freshness', e.freshness, 'values', e.facts, 'units', e.units) order by e.position)
      from evidence e where e.turn_id = t.id
    ) end as "evidenceRows"`
}

/** Its evidence and charts are unpacked when somebody asks for them: of most turns in a history nobody does. */
export function replyFrom(row: ReplyRow): Reply | null {
  const { reply, packedEvidence, packedCharts, evidenceRows } = row
  if (!reply) return null
  let known = evidenceRows ?? (packedEvidence ? undefined : [])
  const evidence = () => (known ??= packedEvidence ? unpacked(packedEvidence) : [])
  const own = {
    ...reply,
    get evidence() {
      return evidence()
    },
    get verdicts() {
      return reply.verdicts.map((verdict) => whole(verdict, evidence))
    },
  }
  return packedCharts ? withCharts(own, packedCharts) : own
}

function withCharts(reply: Reply, bytes: Uint8Array): Reply {
  let charts: readonly Chart[] | undefined
  const get = () => (charts ??= unpackCharts(bytes))
  return Object.defineProperty(reply, 'charts', { get, enumerable: true })
}

function whole({ evidence, ...verdict }: KeptVerdict, all: () => readonly Evidence[]): Verdict {
  const { position } = evidence
  const same = position === undefined ? undefined : all()[position]
  return { ...verdict, evidence: same ?? evidence }
}

export interface KeptReply {
  readonly reply: WithoutEvidence
  readonly evidence: Uint8Array | null
  readonly charts: Uint8Array | null
}

/** Each value once: what a verdict rests on is among the evidence of its reply. */
export function keptFrom({ evidence, charts = [], verdicts, ...reply }: Reply): KeptReply {
  return {
    reply: { ...reply, verdicts: verdicts.map((verdict) => keptVerdict(verdict, evidence)) },
    evidence: packed(evidence),
    charts: packCharts(charts),
  }
}

function keptVerdict(verdict: Verdict, all: readonly Evidence[]): KeptVerdict {
  const { evidence } = verdict
  const position = all.findIndex((one) => isDeepStrictEqual(one, evidence))
  if (position === -1) return verdict
  return { ...verdict, evidence: { ...evidence, source: '', values: {}, units: {}, position } }
}
