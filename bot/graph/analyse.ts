import { withDeadline } from '../../core/deadline.ts'
import { AppError } from '../../core/errors.ts'
import type { Logger } from '../../core/logger.ts'
import type { Metrics } from '../../core/metrics.ts'
import type { AnalysisTask, Analyst } from '../../core/project.ts'
import { traced } from '../../core/tracing.ts'
import type { Finding, ReplyEvent } from '../../core/types.ts'

export interface Analysing {
  readonly analyst: Analyst
  readonly task: AnalysisTask
  readonly limitMs: number
  readonly emit: (event: ReplyEvent) => void
  readonly logger: Logger
  readonly metrics: Pick<Metrics, 'analystEnded'>
}

/** Lets one analyst look at one symbol. Whatever goes wrong, what comes back is a finding. */
export async function analyse(work: Analysing): Promise<Finding> {
  const { analyst, task, emit, metrics } = work
  const step = { type: 'task', id: `${analyst.name}:${task.symbol}`, title: titleOf(work) } as const
  const startedAt = performance.now()
  emit({ ...step, state: 'started' })
  const finding = await traced(
    `analyst ${analyst.name}`,
    { 'hub.analyst': analyst.name, 'hub.symbol': task.symbol },
    () => findOrAbstain(work),
  )
  const outcome = finding.abstained === null ? 'found' : 'abstained'
  metrics.analystEnded(analyst.name, outcome, performance.now() - startedAt)
  if (finding.abstained === null) emit({ ...step, state: 'done' })
  else emit({ ...step, state: 'failed', detail: finding.abstained })
  return finding
}

function titleOf({ analyst, task }: Analysing): string {
  return `${analyst.title} of ${task.symbol}`
}

async function findOrAbstain({ analyst, task, limitMs, logger }: Analysing): Promise<Finding> {
  try {
    return await withDeadline(task.signal, limitMs, (signal) =>
      analyst.analyse({ ...task, signal }),
    )
  } catch (error) {
    task.signal.throwIfAborted()
    const { code, message, said } = AppError.from(error)
    logger.warn(
      { analyst: analyst.name, symbol: task.symbol, code, err: message },
      'analyst abstained',
    )
    return abstention(analyst.name, task.symbol, said)
  }
}

function abstention(analyst: string, symbol: string, reason: string): Finding {
  return { analyst, symbol, score: null, abstained: reason, signals: [], evidence: [], notes: [] }
}
