/** How long to wait between calls of one model, in milliseconds. */
export interface Backoff {
  readonly baseMs: number
  readonly capMs: number
}

export const backoff: Backoff = { baseMs: 250, capMs: 4_000 }

/** Full jitter: anything up to a bound that doubles, so that clients who failed together come back apart. */
export function backoffMs({ baseMs, capMs }: Backoff, retry: number, random: () => number): number {
  return Math.round(random() * Math.min(capMs, baseMs * 2 ** retry))
}
