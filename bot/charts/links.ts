import { createHmac, timingSafeEqual } from 'node:crypto'

import type { Chart, ChartLink, ChartTheme } from '../../core/chart.ts'

/** Addresses of pictures: whoever has one sees the picture for a while, and nothing else. */
export interface ChartLinks {
  of(chart: Chart): ChartLink
  /** How many seconds that address is still good for; 0 where it is not, or was not made by us. */
  secondsLeft(asked: Asked): number
}

export interface Asked {
  readonly id: string
  readonly theme: ChartTheme
  /** Seconds since 1970. */
  readonly expires: number
  readonly signature: string
}

const daySeconds = 86_400

/** `origin` where the hub is reached from outside; without it the addresses are paths. */
export function chartLinks(key: Uint8Array, { origin = '', now = Date.now } = {}): ChartLinks {
  return {
    of({ id, kind, title, alt }) {
      return { id, kind, title, alt, light: address(id, 'light'), dark: address(id, 'dark') }
    },
    secondsLeft({ id, theme, expires, signature }) {
      const [given, own] = [Buffer.from(signature), Buffer.from(signed(id, theme, expires))]
      const isOurs = given.length === own.length && timingSafeEqual(given, own)
      return isOurs ? Math.max(0, expires - Math.floor(now() / 1_000)) : 0
    },
  }

  /** Good for a day or two: all addresses made on one day are the same, so that browsers keep the picture. */
  function address(id: string, theme: ChartTheme): string {
    const expires = (Math.floor(now() / 1_000 / daySeconds) + 2) * daySeconds
    const query = new URLSearchParams({
      theme,
      expires: String(expires),
      signature: signed(id, theme, expires),
    })
    return `${origin}/v1/charts/${id}?${query.toString()}`
  }

  function signed(id: string, theme: ChartTheme, expires: number): string {
    const hmac = createHmac('sha256', key)
    return hmac.update(`chart\n${id}\n${theme}\n${expires}`).digest('base64url')
  }
}
