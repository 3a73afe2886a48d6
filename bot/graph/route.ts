import type { InstalledProject, Reading } from '../../core/project.ts'
import type { Question } from '../../core/types.ts'

/** A project as the graph knows it: installed, with its name. */
export interface NamedProject extends InstalledProject {
  readonly name: string
}

export interface Understood {
  readonly project: string
  readonly reading: Reading
}

/** Asks every project what it makes of the question and takes the surest. */
export async function understand(
  projects: readonly NamedProject[],
  question: Question,
  signal: AbortSignal,
): Promise<Understood> {
  const readings = await Promise.all(
    projects.map(async (project) => ({
      project: project.name,
      reading: await project.understand(question, signal),
    })),
  )
  return readings.reduce((best, next) =>
    next.reading.confidence > best.reading.confidence ? next : best,
  )
}
