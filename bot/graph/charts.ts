import { createHash } from 'node:crypto'

import type { Chart } from '../../core/chart.ts'
import type { Logger } from '../../core/logger.ts'
import type { Brief } from '../../core/project.ts'
import type { TurnId } from '../../core/types.ts'
import type { NamedProject } from './route.ts'

interface Charting {
  readonly project: NamedProject
  readonly brief: Brief
  /** What was written. */
  readonly text: string
  readonly turnId: TurnId
  readonly logger: Logger
}

/** What is to be seen of a reply, unless the person wants to see none. A reply whose charts fail is one without. */
export function chartsFor({ project, brief, text, turnId, logger }: Charting): readonly Chart[] {
  const wanted = brief.question.settings?.charts
  if (wanted === 'none') return []
  try {
    const drawings = project.charts?.(brief, text) ?? []
    return drawings.map((drawing, index) => ({
      ...drawing,
      id: `${turnId}.${index}.${hashOf(drawing.spec)}`,
      project: project.name,
      ...(wanted === 'dark' && { theme: wanted }),
    }))
  } catch (error) {
    logger.error({ err: error, turnId, project: project.name }, 'no charts could be made')
    return []
  }
}

function hashOf(spec: unknown): string {
  return createHash('sha256').update(JSON.stringify(spec)).digest('hex').slice(0, 12)
}
