import { parentPort } from 'node:worker_threads'

import { drawings } from '../../agents/drawings.ts'
import type { Chart, ChartLook } from '../../core/chart.ts'
import { pngOf } from './png.ts'

/** What the thread that draws is asked for. */
export interface DrawingOrder extends ChartLook {
  readonly chart: Pick<Chart, 'project' | 'spec'>
}

/** A picture, or why there is none. */
export type DrawingResult = { readonly png: Uint8Array } | { readonly failure: string }

if (parentPort === null) throw new Error('this file is the start of a worker thread')

const port = parentPort
port.on('message', (order: DrawingOrder) => port.postMessage(drawn(order), []))

/** A chart that cannot be drawn is one picture less, and the thread goes on. */
function drawn({ chart, theme, size }: DrawingOrder): DrawingResult {
  try {
    const draw = drawings[chart.project]
    if (draw === undefined) return { failure: `nobody draws the charts of ${chart.project}` }
    return { png: pngOf(draw(chart.spec, { theme, size })) }
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) }
  }
}
