import type { Draw } from '../core/chart.ts'
import { draw } from './stocks/charts/draw.ts'

/** How each project that has charts draws them; apart from the projects, for the thread that draws needs no more. */
export const drawings: Readonly<Record<string, Draw>> = { stocks: draw }
