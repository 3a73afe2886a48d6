import type { Project } from '../core/project.ts'
import type { Choice } from '../core/types.ts'
import { stocksProject } from './stocks/project.ts'

/** Every project the hub knows. Add yours here; nothing else outside its folder changes. */
export const projects: readonly Project[] = [stocksProject]

/** Questions to begin with, of all of them. */
export const examples: readonly Choice[] = projects.flatMap((project) => project.examples)
