import { Hono } from 'hono'
import { z } from 'zod'

import { chartSizes, chartThemes } from '../../core/chart.ts'
import type { TurnStore } from '../../core/turn-store.ts'
import type { ChartLinks } from '../charts/links.ts'
import type { Studio } from '../charts/studio.ts'
import type { GatewayEnvironment } from './environment.ts'
import { refused } from './refusal.ts'
import { isTurnId } from './web-ids.ts'

export interface ChartRoutesDeps {
  readonly links: ChartLinks
  readonly studio: Pick<Studio, 'png'>
  readonly turns: Pick<TurnStore, 'find'>
}

const address = z.object({
  id: z.string().max(100),
  theme: z.enum(chartThemes),
  size: z.enum(chartSizes),
  expires: z.coerce.number().int(),
  signature: z.string().max(100),
})

/** The pictures of replies, for whoever was given their signed address. */
export function chartRoutes({ links, studio, turns }: ChartRoutesDeps): Hono<GatewayEnvironment> {
  return new Hono<GatewayEnvironment>().get('/:id', async (c) => {
    const asked = address.safeParse({ ...c.req.query(), id: c.req.param('id') })
    const secondsLeft = asked.success ? links.secondsLeft(asked.data) : 0
    if (!asked.success || secondsLeft === 0) {
      throw refused('forbidden', 'This address of a chart is not valid, or no longer.')
    }
    const { id, theme, size } = asked.data
    const chart = await find(id)
    const png = await studio.png({ chart, theme, size }, c.req.raw.signal)
    return c.body(new Uint8Array(png), 200, {
      'content-type': 'image/png',
      'content-disposition': `inline; filename="${chart.kind}.png"`,
      'cache-control': `private, max-age=${secondsLeft}, immutable`,
    })
  })

  /** A reply that was withdrawn or written anew has these charts no more. */
  async function find(id: string) {
    const turnId = id.slice(0, id.indexOf('.'))
    const turn = isTurnId(turnId) ? await turns.find(turnId) : null
    const chart = turn?.reply?.charts?.find((each) => each.id === id)
    if (!chart) throw refused('not_found', 'There is no such chart any more.')
    return chart
  }
}
