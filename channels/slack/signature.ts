import { createHmac, timingSafeEqual } from 'node:crypto'

export interface SignedRequest {
  readonly body: Buffer
  readonly timestamp: string | undefined
  readonly signature: string | undefined
}

/** Older than that it may be a recording. */
const oldestSeconds = 300

/** Whether Slack sent these very bytes, and lately. */
export function isSigned(
  { body, timestamp, signature }: SignedRequest,
  secret: string,
  nowMs: number,
): boolean {
  if (timestamp === undefined || signature === undefined || !/^\d+$/.test(timestamp)) return false
  if (Math.abs(nowMs / 1_000 - Number(timestamp)) > oldestSeconds) return false
  const hmac = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body)
  const expected = Buffer.from(`v0=${hmac.digest('hex')}`)
  const given = Buffer.from(signature)
  return given.length === expected.length && timingSafeEqual(given, expected)
}
