import { z } from 'zod'

import type { CallStore } from '../../../core/call-store.ts'
import type { Analyst } from '../../../core/project.ts'
import { defineTool, type Tool } from '../../../core/tool.ts'
import type { Watchlist } from '../../../core/watchlist.ts'
import { recordFinding } from '../calls/record.ts'
import { rank } from '../ranking/rank.ts'
import { verdictOn } from '../recommendation/judge.ts'
import type { SymbolDirectory } from '../understand/directory.ts'
import { candidatesOf } from './candidates.ts'
import { evidenceOf, look } from './look.ts'
import { findingShape, findingView, period, symbol, verdictShape, verdictView } from './shapes.ts'

export interface ToolsDeps {
  readonly analysts: readonly Analyst[]
  readonly directory: SymbolDirectory
  readonly calls: CallStore
  readonly watchlist?: Watchlist | undefined
}

const permission = 'stocks.read'

/** What the project can do, for models, programs and people alike. */
export function stockTools(deps: ToolsDeps): readonly Tool[] {
  return [
    ...deps.analysts.map(analystTool),
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
function analystTool(analyst: Analyst): Tool {
  return defineTool({
    name: `get_${analyst.name}`,
    description: about[analyst.name] ?? analyst.title,
    permission,
    input: z.strictObject({ symbol, period }),
    output: findingShape,
    async run(input, { askedAt, signal }) {
      const finding = await analyst.analyse({ ...input, aspect: null, askedAt, signal })
      return { output: findingView(finding), evidence: finding.evidence }
    },
  })
}

function analysisTool({ analysts }: ToolsDeps): Tool {
  return defineTool({
    name: 'get_analysis',
    description:
      'Everything on one symbol: chart, accounts, news, and the rating with its confidence, risks and what would change it.',
    permission,
    input: z.strictObject({ symbol }),
    output: z.strictObject({ verdict: verdictShape.nullable(), findings: z.array(findingShape) }),
    async run(input, asked) {
      const looked = await look(analysts, input.symbol, asked)
      const { verdict, findings } = looked
      const output = {
        verdict: verdict && verdictView(verdict),
        findings: findings.map(findingView),
      }
      return { output, evidence: evidenceOf(looked) }
    },
  })
}

function compareTool({ analysts }: ToolsDeps): Tool {
  return defineTool({
    name: 'compare_stocks',
    description: 'The ratings of two to six symbols side by side, the best score first.',
    permission,
    input: z.strictObject({ symbols: z.array(symbol).min(2).max(6) }),
    output: z.strictObject({ ranked: z.array(verdictShape), unknown: z.array(z.string()) }),
    run: async ({ symbols }, asked) => ranked(symbols, { ...asked, analysts, most: 6 }),
  })
}

function topStocksTool(deps: ToolsDeps): Tool {
  const { analysts } = deps
  return defineTool({
    name: 'get_top_stocks',
    description:
      'The best rated of a list of symbols, of a sector, or of the asker’s watchlist, by the score of a whole analysis of each.',
    permission,
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
    async run({ most, ...list }, asked) {
      const symbols = await candidatesOf(list, deps, asked.principal)
      return ranked(symbols, { ...asked, analysts, most })
    },
  })
}

function trackRecordTool({ calls }: ToolsDeps): Tool {
  return defineTool({
    name: 'get_track_record',
    description:
      'How the ratings given to this organisation came out against their market: hit rate, average excess return, sample size.',
    permission,
    input: z.strictObject({ symbols: z.array(symbol).max(50).default([]) }),
    output: z.record(z.string(), z.union([z.number(), z.string(), z.null()])),
    async run({ symbols }, { principal: { organisationId }, askedAt }) {
      const { evidence } = await recordFinding(calls, { organisationId, symbols, askedAt })
      return { output: { ...evidence[0]?.values }, evidence }
    },
  })
}

interface RankedAsked {
  readonly analysts: readonly Analyst[]
  readonly most: number
  readonly askedAt: Date
  readonly signal: AbortSignal
  readonly onProgress?: (text: string) => void
}

/** Programs wait longer than people. */
const rankWithinMs = 60_000

async function ranked(symbols: readonly string[], asked: RankedAsked) {
  const { analysts, most, onProgress } = asked
  const { verdicts } = await rank(
    { analysts, judge: verdictOn },
    {
      ...asked,
      symbols,
      limitMs: rankWithinMs,
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
  }
}
