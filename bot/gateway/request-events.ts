import { randomUUID } from 'node:crypto'

import type { MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'

import type { Logger } from '../../core/logger.ts'
import type { Metrics } from '../../core/metrics.ts'
import type { GatewayEnvironment } from './environment.ts'

export interface RequestEventsDeps {
  readonly logger: Logger
  readonly metrics: Pick<Metrics, 'requestServed'>
}

/** Gives every request an id, a log line and a place in the metrics. A stream counts until it starts. */
export function requestEvents(deps: RequestEventsDeps): MiddlewareHandler<GatewayEnvironment> {
  return async (c, next) => {
    const startedAt = performance.now()
    const requestId = requestIdFrom(c.req.header('x-request-id'))
    c.set('requestId', requestId)
    c.header('x-request-id', requestId)
    await next()
    // The route's pattern, not the path: paths hold ids.
    const served = { method: c.req.method, route: routePath(c, -1), status: c.res.status }
    record(deps, { ...served, requestId, tookMs: performance.now() - startedAt, err: c.error })
  }
}

interface Served {
  readonly requestId: string
  readonly method: string
  readonly route: string
  readonly status: number
  readonly tookMs: number
  readonly err: Error | undefined
}

function record({ logger, metrics }: RequestEventsDeps, served: Served): void {
  const { requestId, method, route, status, tookMs, err } = served
  const line = { requestId, method, route, status, tookMs: Math.round(tookMs * 10) / 10 }
  metrics.requestServed({ method, route, status, tookMs })
  if (status >= 500) logger.error({ ...line, err }, 'request failed')
  else logger.info(err ? { ...line, reason: err.message } : line, 'request served')
}

/** Ids from outside end up in logs: only harmless ones are kept. */
function requestIdFrom(given: string | undefined): string {
  return given && /^[\w.:-]{1,100}$/.test(given) ? given : randomUUID()
}
