import { AppError } from '../../../core/errors.ts'
import type { Analyst } from '../../../core/project.ts'
import type { ToolUse } from '../../../core/tool.ts'
import type { Finding, Verdict } from '../../../core/types.ts'
import { verdictOn } from '../recommendation/judge.ts'

export interface Looked {
  readonly findings: readonly Finding[]
  readonly verdict: Verdict | null
}

/** All analysts on one symbol; one that fails abstains with its reason. `not_found` where nobody knows it. */
export async function look(
  analysts: readonly Analyst[],
  symbol: string,
  { askedAt, signal, onProgress }: ToolUse,
): Promise<Looked> {
  const task = { symbol, period: null, aspect: null, askedAt, signal }
  const findings = await Promise.all(
    analysts.map((analyst) => {
      onProgress?.(`${analyst.title} of ${symbol}`)
      return foundBy(analyst, task)
    }),
  )
  signal.throwIfAborted()
  if (findings.every(({ evidence }) => evidence.length === 0)) {
    const reasons = findings.map(({ abstained }) => abstained).join('; ')
    throw new AppError('not_found', `nothing on ${symbol}: ${reasons}`, {
      said: `I have no data on ${symbol}.`,
    })
  }
  return { findings, verdict: verdictOn(symbol, findings) ?? null }
}

async function foundBy(
  analyst: Analyst,
  task: Parameters<Analyst['analyse']>[0],
): Promise<Finding> {
  try {
    return await analyst.analyse(task)
  } catch (error) {
    const nothing = { score: null, signals: [], evidence: [], notes: [] }
    const abstained = AppError.from(error).said
    return { analyst: analyst.name, symbol: task.symbol, abstained, ...nothing }
  }
}

export function evidenceOf({ findings, verdict }: Looked) {
  const found = findings.flatMap(({ evidence }) => evidence)
  return verdict === null ? found : [...found, verdict.evidence]
}
