import type { Sample } from '../core/chart.ts'
import { plotOf } from './stocks/charts/plot.ts'

/** How each project that has charts puts them into few numbers. */
export const plots: Readonly<Record<string, Sample>> = { stocks: plotOf }
