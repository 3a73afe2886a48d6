import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/** Whether Slack sent these very bytes, and lately. */
export type IsSigned = (body: Buffer, headers: IncomingHttpHeaders, nowMs: number) => boolean

/** Older than that it may be a recording. */
const oldestSeconds = 300

export function signatureWith(secret: string): IsSigned {
  const key = createSecretKey(secret, 'utf8')
  return (body, headers, nowMs) => {
    const timestamp = headers['x-slack-request-timestamp']
    const signature = headers['x-slack-signature']
    if (typeof timestamp !== 'string' || typeof signature !== 'string') return false
    if (!isRecent(timestamp, nowMs)) return false
    const hmac = createHmac('sha256', key).update(`v0:${timestamp}:`).update(body)
    const expected = Buffer.from(`v0=${hmac.digest('hex')}`)
    const given = Buffer.from(signature)
    return given.length === expected.length && timingSafeEqual(given, expected)
  }
}

function isRecent(timestamp: string, nowMs: number): boolean {
  return /^\d+$/.test(timestamp) && Math.abs(nowMs / 1_000 - Number(timestamp)) <= oldestSeconds
}
