import { deflateSync, inflateSync } from 'node:zlib'

import type { Chart } from '../core/chart.ts'
import { packRuns, unpackRuns } from '../core/number-runs.ts'
import { jsonOf } from './json.ts'

/** Charts as a turn keeps them; null when there are none. */
export function packCharts(charts: readonly Chart[]): Uint8Array | null {
  return charts.length === 0 ? null : deflateSync(packRuns(jsonOf(charts)))
}

export function unpackCharts(bytes: Uint8Array): readonly Chart[] {
  return JSON.parse(unpackRuns(inflateSync(bytes).toString()))
}
