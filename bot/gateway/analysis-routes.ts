import { type Context, Hono } from 'hono'

import { withDeadline } from '../../core/deadline.ts'
import { AppError } from '../../core/errors.ts'
import type { Tool } from '../../core/tool.ts'
import type { Permission, Principal } from '../../core/types.ts'
import type { GatewayEnvironment } from './environment.ts'
import { visitorOf } from './visitor.ts'

export interface AnalysisRoutesDeps {
  readonly tools: readonly Tool[]
  /** What a visitor may do. */
  readonly permissions: ReadonlySet<Permission>
  readonly now?: () => number
}

/** The longest that a request waits for sources. */
const limitMs = 20_000

/** One symbol in full, for programs: the tool that models and people are answered with. */
export function analysisRoutes(deps: AnalysisRoutesDeps): Hono<GatewayEnvironment> {
  const { tools, permissions, now = Date.now } = deps
  return new Hono<GatewayEnvironment>().get('/:symbol', async (c) => {
    const tool = tools.find(({ name }) => name === 'get_analysis')
    if (!tool) throw new AppError('not_found', 'no project here analyses symbols')
    const asked = { principal: principalOf(c, permissions), askedAt: new Date(now()) }
    const given = { symbol: c.req.param('symbol') }
    // Whoever hangs up, or waits too long, is no longer worked for.
    const { output, evidence } = await withDeadline(c.req.raw.signal, limitMs, (signal) =>
      tool.use(given, { ...asked, signal }),
    )
    return c.json({ symbol: c.req.param('symbol').toUpperCase(), analysis: output, evidence })
  })
}

function principalOf(c: Context, permissions: ReadonlySet<Permission>): Principal {
  const { author, organisation } = visitorOf(c)
  return { userId: author.id, organisationId: organisation.id, name: author.name, permissions }
}
