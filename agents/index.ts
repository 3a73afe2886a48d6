import type { Project } from '../core/project.ts'
import { stocksProject } from './stocks/project.ts'

/** Every project the hub knows. Add yours here; nothing else outside its folder changes. */
export const projects: readonly Project[] = [stocksProject]
