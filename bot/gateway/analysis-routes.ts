import { type Context, Hono } from 'hono'

import { withDeadline } from '../../core/deadline.ts'
import { AppError } from '../../core/errors.ts'
import type { Tool } from '../../core/tool.ts'
import type { Permission, Principal } from '../../core/types.ts'
import type { GatewayEnvironment } from './environment.ts'
import { eventStream } from './event-stream.ts'
import { visitorOf } from './visitor.ts'

export interface AnalysisRoutesDeps {
  readonly tools: readonly Tool[]
  /** What a visitor may do. */
  readonly permissions: ReadonlySet<Permission>
  readonly heartbeatEveryMs: number
}

/** The longest that a request waits for sources. */
const limitMs = 20_000

/** One symbol in full, for programs: the tool that models and people are answered with. */
export function analysisRoutes(deps: AnalysisRoutesDeps): Hono<GatewayEnvironment> {
  return new Hono<GatewayEnvironment>()
    .get('/stream/:symbol', (c) => {
      const principal = principalOf(c, deps.permissions)
      const symbol = c.req.param('symbol')
      return eventStream(c, deps.heartbeatEveryMs, async (send, gone) => {
        const onProgress = (text: string) => send('status', { text })
        try {
          send(
            'done',
            await analysisOf(deps.tools, { symbol, principal, signal: gone, onProgress }),
          )
        } catch (error) {
          const { code, said: message } = AppError.from(error)
          send('failed', { error: { code, message } })
        }
      })
    })
    .get('/:symbol', async (c) => {
      const principal = principalOf(c, deps.permissions)
      const [symbol, { signal }] = [c.req.param('symbol'), c.req.raw]
      return c.json(await analysisOf(deps.tools, { symbol, principal, signal }))
    })
}

interface AnalysisAsked {
  readonly symbol: string
  readonly principal: Principal
  /** Whoever has gone is no longer worked for. */
  readonly signal: AbortSignal
  readonly onProgress?: (text: string) => void
}

async function analysisOf(tools: readonly Tool[], { symbol, ...asked }: AnalysisAsked) {
  const tool = tools.find(({ name }) => name === 'get_analysis')
  if (!tool) throw new AppError('not_found', 'no project here analyses symbols')
  const { output, evidence } = await withDeadline(asked.signal, limitMs, (signal) =>
    tool.use({ symbol }, { ...asked, askedAt: new Date(), signal }),
  )
  return { symbol: symbol.toUpperCase(), analysis: output, evidence }
}

function principalOf(c: Context, permissions: ReadonlySet<Permission>): Principal {
  const { author, organisation } = visitorOf(c)
  return { userId: author.id, organisationId: organisation.id, name: author.name, permissions }
}
