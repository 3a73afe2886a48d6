import { Hono } from 'hono'

import type { Metrics } from '../../core/metrics.ts'
import type { Check } from '../../core/types.ts'
import type { GatewayEnvironment } from './environment.ts'

export interface HealthRoutesDeps {
  /** What the hub depends on; one check that `failed` makes it unready. */
  ready(): Promise<readonly Check[]>
  readonly isDraining: () => boolean
  readonly metrics: Pick<Metrics, 'text'>
  readonly version: string
}

/** What load balancers and monitors ask. */
export function healthRoutes(deps: HealthRoutesDeps): Hono<GatewayEnvironment> {
  return new Hono<GatewayEnvironment>()
    .get('/healthz', (c) => c.json({ status: 'ok', version: deps.version }))
    .get('/readyz', async (c) => {
      const checks = await deps.ready()
      const status = readiness(checks, deps.isDraining())
      return c.json({ status, checks }, status === 'ready' || status === 'degraded' ? 200 : 503)
    })
    .get('/metrics', async (c) =>
      c.body(await deps.metrics.text(), 200, { 'content-type': 'text/plain; version=0.0.4' }),
    )
}

type Readiness = 'ready' | 'degraded' | 'draining' | 'failed'

function readiness(checks: readonly Check[], isDraining: boolean): Readiness {
  if (isDraining) return 'draining'
  if (checks.some(({ state }) => state === 'failed')) return 'failed'
  return checks.some(({ state }) => state === 'warning') ? 'degraded' : 'ready'
}
