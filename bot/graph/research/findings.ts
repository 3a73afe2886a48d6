import { AppError } from '../../../core/errors.ts'
import type { Evidence, Finding, Verdict } from '../../../core/types.ts'
import type { Found } from './desk.ts'

export interface LookedUp {
  /** Whom it is about. */
  readonly symbols: readonly string[]
  readonly findings: readonly Finding[]
  readonly verdicts: readonly Verdict[]
}

/** All calls together, as analysts would have said it: each thing once, and what nobody could find out with its reason. */
export function findingsOf(found: readonly Found[]): LookedUp {
  const results = found.flatMap(({ tool, outcome }) =>
    outcome instanceof AppError ? [] : [{ tool, ...outcome }],
  )
  const findings = once(
    results.flatMap((result) => [...(result.findings ?? []), ...others(result.tool.name, result)]),
    (each) => [each.analyst, each.symbol, each.abstained, ...each.evidence.map(askedOf)],
  )
  const verdicts = once(
    results.flatMap((result) => result.verdicts ?? []),
    ({ symbol }) => [symbol],
  )
  const named = [
    ...found.flatMap(({ symbols }) => symbols),
    ...verdicts.map(({ symbol }) => symbol),
  ]
  return {
    symbols: [...new Set(named)],
    findings: [...findings.map(withoutSeries), ...absences(found)],
    verdicts,
  }
}

/** A chart would show what the question may not be about. */
function withoutSeries({ series: _charts, ...finding }: Finding): Finding {
  return finding
}

type Result = Exclude<Found['outcome'], AppError>

/** Evidence that no analyst found and no verdict is. */
function others(tool: string, { evidence, findings = [], verdicts = [] }: Result): Finding[] {
  const told = [...findings, ...verdicts].flatMap((each) => each.evidence)
  const known = new Set(told.map(({ id }) => id))
  const left = evidence.filter(({ id }) => !known.has(id))
  const bySymbol = Map.groupBy(left, ({ arguments: { symbol } }) => String(symbol ?? ''))
  return [...bySymbol].map(([symbol, own]) => bare(tool, symbol, own))
}

function absences(found: readonly Found[]): Finding[] {
  return found.flatMap(({ tool, symbols, outcome }) => {
    if (!(outcome instanceof AppError)) return []
    const about = symbols.length > 0 ? symbols : ['']
    return about.map((symbol) => ({ ...bare(tool.name, symbol, []), abstained: outcome.said }))
  })
}

function bare(analyst: string, symbol: string, evidence: readonly Evidence[]): Finding {
  return { analyst, symbol, score: null, abstained: null, signals: [], evidence, notes: [] }
}

/** The same question about the same day is the same evidence, whichever call it came from. */
function askedOf({ tool, arguments: asked, asOf }: Evidence): unknown {
  return [tool, asked, asOf]
}

function once<T>(items: readonly T[], keyOf: (item: T) => readonly unknown[]): readonly T[] {
  const byKey = Map.groupBy(items, (item) => JSON.stringify(keyOf(item)))
  return [...byKey.values()].flatMap(([first]) => first ?? [])
}
