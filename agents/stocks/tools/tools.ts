import { z } from 'zod'

import type { CallStore } from '../../../core/call-store.ts'
import type { Analyst } from '../../../core/project.ts'
import { defineTool, type ReadTool, type ToolUse } from '../../../core/tool.ts'
import type { Watchlist } from '../../../core/watchlist.ts'
import { recordFinding } from '../calls/record.ts'
import { rank } from '../ranking/rank.ts'
import { verdictOn } from '../recommendation/judge.ts'
import type { SymbolDirectory } from '../understand/directory.ts'
import { candidatesOf } from './candidates.ts'
import { evidenceOf, look } from './look.ts'
import {
  day,
  findingShape,
  findingView,
  period,
  symbol,
  verdictShape,
  verdictView,
} from './shapes.ts'

export interface ToolsDeps {
  readonly analysts: readonly Analyst[]
  readonly directory: SymbolDirectory
  readonly calls: CallStore
  readonly watchlist?: Watchlist | undefined
}

/** All of them read. */
const reading = { effect: 'reads', permission: 'stocks.read' } as const

/** What the project can do, for models, programs and people alike. */
export function stockTools(deps: ToolsDeps): readonly ReadTool[] {
  return [
    ...deps.analysts.map(analystTool),
    ...deps.analysts.filter(({ name }) => name === 'technical').map(pastTool),
    analysisTool(deps),
    compareTool(deps),
    topStocksTool(deps),
    trackRecordTool(deps),
  ]
}

const about: Readonly<Record<string, string>> = {
  technical:
    'Closing price, its moves, indicators, support and resistance of one symbol, with a score from named signals.',
  fundamental:
    'Valuation, growth, profitability and health of one company from its yearly accounts.',
  sentiment:
    'What headlines of the last weeks say of one symbol, with the three that moved the score most.',
}

/** `get_technical`, `get_fundamental`, `get_sentiment`: what one analyst makes of one symbol. */
function analystTool(analyst: Analyst): ReadTool {
  return defineTool({
    ...reading,
    name: `get_${analyst.name}`,
    title: analyst.title,
    description: about[analyst.name] ?? analyst.title,
    input: z.strictObject({ symbol, period }),
    output: findingShape,
    about: (input) => [input.symbol],
    async run(input, { askedAt, signal }) {
      const finding = await analyst.analyse({ ...input, aspect: null, askedAt, signal })
      return { output: findingView(finding), evidence: finding.evidence, findings: [finding] }
    },
  })
}

/** The chart alone: what accounts and news are kept of is today. */
function pastTool(analyst: Analyst): ReadTool {
  return defineTool({
    ...reading,
    name: `get_${analyst.name}_on_day`,
    title: `${analyst.title} of an earlier day`,
    description: 'The same as get_technical, as it stood at the close of a day in the past.',
    input: z.strictObject({ symbol, day }),
    output: findingShape,
    about: (input) => [input.symbol],
    async run({ symbol: of, day: wanted }, { askedAt, signal }) {
      const then = new Date(Math.min(Date.parse(`${wanted}T23:59:59Z`), askedAt.getTime()))
      const task = { symbol: of, period: null, aspect: null, askedAt: then, signal }
      const finding = await analyst.analyse(task)
      return { output: findingView(finding), evidence: finding.evidence, findings: [finding] }
    },
  })
}

function analysisTool({ analysts }: ToolsDeps): ReadTool {
  return defineTool({
    ...reading,
    name: 'get_analysis',
    title: 'Asking every analyst',
    description:
      'Everything on one symbol: chart, accounts, news, and the rating with its confidence, risks and what would change it.',
    input: z.strictObject({ symbol }),
    output: z.strictObject({ verdict: verdictShape.nullable(), findings: z.array(findingShape) }),
    about: (input) => [input.symbol],
    async run(input, asked) {
      const looked = await look(analysts, input.symbol, asked)
      const { verdict, findings } = looked
      const output = {
        verdict: verdict && verdictView(verdict),
        findings: findings.map(findingView),
      }
      const verdicts = verdict === null ? [] : [verdict]
      return { output, evidence: evidenceOf(looked), findings, verdicts }
    },
  })
}

function compareTool({ analysts }: ToolsDeps): ReadTool {
  return defineTool({
    ...reading,
    name: 'compare_stocks',
    title: 'Comparing the ratings',
    description: 'The ratings of two to six symbols side by side, the best score first.',
    input: z.strictObject({ symbols: z.array(symbol).min(2).max(6) }),
    output: z.strictObject({ ranked: z.array(verdictShape), unknown: z.array(z.string()) }),
    about: ({ symbols }) => symbols,
    run: async ({ symbols }, asked) => ranked(symbols, { ...asked, analysts, most: 6 }),
  })
}

function topStocksTool(deps: ToolsDeps): ReadTool {
  const { analysts } = deps
  return defineTool({
    ...reading,
    name: 'get_top_stocks',
    title: 'Ranking the list',
    description:
      'The best rated of a list of symbols, of a sector, or of the asker’s watchlist, by the score of a whole analysis of each.',
    input: z
      .strictObject({
        symbols: z.array(symbol).min(1).max(500).optional(),
        sector: z.string().max(40).optional().describe('A sector like tech, banks or energy.'),
        watchlist: z.boolean().optional(),
        most: z.int().min(1).max(50).default(10),
      })
      .refine(
        ({ symbols, sector, watchlist }) =>
          [symbols, sector, watchlist || undefined].filter((each) => each !== undefined).length ===
          1,
        'name either symbols, a sector or the watchlist',
      ),
    output: z.strictObject({ ranked: z.array(verdictShape), unknown: z.array(z.string()) }),
    about: () => [],
    async run({ most, ...list }, asked) {
      const symbols = await candidatesOf(list, deps, asked.principal)
      return ranked(symbols, { ...asked, analysts, most })
    },
  })
}

function trackRecordTool({ calls }: ToolsDeps): ReadTool {
  return defineTool({
    ...reading,
    name: 'get_track_record',
    title: 'Looking up the record of calls',
    description:
      'How the ratings given to this organisation came out against their market: hit rate, average excess return, sample size.',
    input: z.strictObject({ symbols: z.array(symbol).max(50).default([]) }),
    output: z.record(z.string(), z.union([z.number(), z.string(), z.null()])),
    about: ({ symbols }) => symbols,
    async run({ symbols }, { principal: { organisationId }, askedAt }) {
      const finding = await recordFinding(calls, { organisationId, symbols, askedAt })
      const { evidence } = finding
      return { output: { ...evidence[0]?.values }, evidence, findings: [finding] }
    },
  })
}

interface RankedAsked extends Pick<ToolUse, 'askedAt' | 'signal' | 'withinMs' | 'onProgress'> {
  readonly analysts: readonly Analyst[]
  readonly most: number
}

/** Programs wait longer than people. */
const programsWaitMs = 60_000

async function ranked(symbols: readonly string[], asked: RankedAsked) {
  const { analysts, most, withinMs: limitMs = programsWaitMs, onProgress } = asked
  const { verdicts } = await rank(
    { analysts, judge: verdictOn },
    {
      ...asked,
      symbols,
      limitMs,
      onProgress: (done, all) => onProgress?.(`Ranked ${done} of ${all}`),
    },
  )
  const known = new Set(verdicts.map((verdict) => verdict.symbol))
  const shown = verdicts.slice(0, most)
  return {
    output: {
      ranked: shown.map(verdictView),
      unknown: [...new Set(symbols)].filter((each) => !known.has(each)),
    },
    evidence: shown.map(({ evidence }) => evidence),
    verdicts: shown,
  }
}
