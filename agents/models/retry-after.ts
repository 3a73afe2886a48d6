/** How long a `Retry-After` header asks to wait, in milliseconds: it holds seconds or a date. Undefined when it says nothing. */
export function retryAfterMs(header: string | null | undefined, now: number): number | undefined {
  if (!header?.trim()) return undefined
  const seconds = Number(header)
  const ms = Number.isNaN(seconds) ? Date.parse(header) - now : seconds * 1_000
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined
}
