import { withDeadline } from '../../core/deadline.ts'
import { AppError } from '../../core/errors.ts'
import type { Logger } from '../../core/logger.ts'
import type { Preparation, Prepared, Reading } from '../../core/project.ts'
import type { NamedProject } from './route.ts'

export interface Preparing extends Preparation {
  readonly limitMs: number
  readonly logger: Logger
}

/** Lets a project look up what it needs before its analysts. Where that fails, the reading stands as it is. */
export async function prepare(
  project: NamedProject,
  reading: Reading,
  { limitMs, logger, ...asked }: Preparing,
): Promise<Prepared> {
  const { turnId, signal } = asked
  if (project.prepare === undefined) return { reading, findings: [] }
  try {
    return await withDeadline(signal, limitMs, async (limited) => {
      const prepared = await project.prepare?.(reading, { ...asked, signal: limited })
      return prepared ?? { reading, findings: [] }
    })
  } catch (error) {
    signal.throwIfAborted()
    logger.warn({ err: error, turnId, project: project.name }, 'an answer could not be prepared')
    return { reading, findings: [abstention(project, reading, AppError.from(error).said)] }
  }
}

function abstention(
  { name }: NamedProject,
  { symbols: [symbol = ''] }: Reading,
  abstained: string,
) {
  const nothing = { score: null, signals: [], evidence: [], notes: [] }
  return { analyst: name, symbol, abstained, ...nothing }
}
