import { Hono } from 'hono'

import type { Logger } from '../../core/logger.ts'
import type { Metrics } from '../../core/metrics.ts'
import type { Tool } from '../../core/tool.ts'
import type { TurnStore } from '../../core/turn-store.ts'
import type { Check, Permission, Receive, TurnId } from '../../core/types.ts'
import { analysisRoutes } from './analysis-routes.ts'
import { type ChartRoutesDeps, chartRoutes } from './chart-routes.ts'
import type { GatewayEnvironment } from './environment.ts'
import { healthRoutes } from './health-routes.ts'
import { pageRoutes } from './page-routes.ts'
import { refuse, refused } from './refusal.ts'
import type { Follow } from './reply-relay.ts'
import { requestEvents } from './request-events.ts'
import { ownSiteOnly, safeHeaders } from './safety.ts'
import { type SettingsRoutesDeps, settingsRoutes } from './settings-routes.ts'
import { threadRoutes } from './thread-routes.ts'
import { turnRoutes } from './turn-routes.ts'

export interface GatewayDeps {
  readonly receive: Receive
  stopTurn(turnId: TurnId): Promise<'stopped' | 'asked' | null>
  readonly turns: Pick<TurnStore, 'said' | 'find' | 'thread'>
  readonly follow: Follow
  /** What the projects can do, for programs; nothing when absent. */
  readonly tools?: readonly Tool[]
  /** What somebody may do who has not signed in; nothing when absent. */
  readonly permissions?: ReadonlySet<Permission>
  readonly charts: Pick<ChartRoutesDeps, 'links' | 'studio'>
  /** What visitors chose, each for themselves. */
  readonly settings: SettingsRoutesDeps
  ready(): Promise<readonly Check[]>
  isDraining(): boolean
  readonly metrics: Pick<Metrics, 'requestServed' | 'text'>
  readonly logger: Logger
  readonly version: string
  /** Origins that are ours beside the host a request names, e.g. `https://hub.example.com`. */
  readonly origins?: readonly string[]
  readonly heartbeatEveryMs?: number
  readonly pollEveryMs?: number
}

/** The hub's face to the outside, over HTTP. */
export function gateway(deps: GatewayDeps): Hono<GatewayEnvironment> {
  const { receive, turns, charts, logger, origins = [] } = deps
  const { tools = [], permissions = new Set<Permission>() } = deps
  const { heartbeatEveryMs = 15_000, pollEveryMs = 1_000 } = deps
  const isDraining = () => deps.isDraining()
  const follow: Follow = (turnId, signal) => deps.follow(turnId, signal)
  const { links } = charts
  const replies = { follow, turns, links, logger, heartbeatEveryMs, pollEveryMs }
  const intake = { receive, turns, isDraining, replies }
  const app = new Hono<GatewayEnvironment>()
  app.use(requestEvents(deps), safeHeaders(), ownSiteOnly(origins))
  app.route('/', healthRoutes(deps))
  app.route('/', pageRoutes())
  app.route('/api/v1/threads', threadRoutes({ intake, turns }))
  app.route('/api/v1/turns', turnRoutes({ intake, turns, stopTurn: (id) => deps.stopTurn(id) }))
  app.route('/api/v1/analysis', analysisRoutes({ tools, permissions, heartbeatEveryMs }))
  app.route('/api/v1/settings', settingsRoutes(deps.settings))
  app.route('/v1/charts', chartRoutes({ ...charts, turns }))
  app.notFound((c) => refuse(refused('not_found', 'There is nothing at this address.'), c))
  app.onError(refuse)
  return app
}
