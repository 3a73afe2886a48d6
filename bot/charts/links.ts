import { createHmac, timingSafeEqual } from 'node:crypto'

import type { Chart, ChartLink, ChartLook, ChartSize, ThemedAddresses } from '../../core/chart.ts'

/** Addresses of pictures: whoever has one sees the picture for a while, and nothing else. */
export interface ChartLinks {
  of(chart: Chart): ChartLink
  /** How many seconds that address is still good for; 0 where it is not, or was not made by us. */
  secondsLeft(asked: Asked): number
}

export interface Asked extends ChartLook {
  readonly id: string
  /** Seconds since 1970. */
  readonly expires: number
  readonly signature: string
}

const daySeconds = 86_400

/** `origin` where the hub is reached from outside; without it the addresses are paths. */
export function chartLinks(key: Uint8Array, { origin = '', now = Date.now } = {}): ChartLinks {
  return {
    of({ id, kind, title, alt }) {
      return { id, kind, title, alt, ...themed(id, 'wide'), narrow: themed(id, 'narrow') }
    },
    secondsLeft({ id, theme, size, expires, signature }) {
      const own = Buffer.from(signed(id, { theme, size }, expires))
      const given = Buffer.from(signature)
      const isOurs = given.length === own.length && timingSafeEqual(given, own)
      return isOurs ? Math.max(0, expires - Math.floor(now() / 1_000)) : 0
    },
  }

  function themed(id: string, size: ChartSize): ThemedAddresses {
    return {
      light: address(id, { theme: 'light', size }),
      dark: address(id, { theme: 'dark', size }),
    }
  }

  /** Good for a day or two: all addresses made on one day are the same, so that browsers keep the picture. */
  function address(id: string, look: ChartLook): string {
    const expires = (Math.floor(now() / 1_000 / daySeconds) + 2) * daySeconds
    const query = new URLSearchParams({
      theme: look.theme,
      size: look.size,
      expires: String(expires),
      signature: signed(id, look, expires),
    })
    return `${origin}/v1/charts/${id}?${query.toString()}`
  }

  function signed(id: string, { theme, size }: ChartLook, expires: number): string {
    const hmac = createHmac('sha256', key)
    return hmac.update(`chart\n${id}\n${theme}\n${size}\n${expires}`).digest('base64url')
  }
}
