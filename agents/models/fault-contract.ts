import { inspect } from 'node:util'

import { describe, expect, it } from 'vitest'

import type { ErrorCode } from '../../core/errors.ts'
import type { Fault } from '../../test/fakes/model-server.ts'
import { collect, endOf, textsOf } from './contract.ts'
import { type Deadlines, patience } from './deadline.ts'
import type { WireStage } from './wire-contract.ts'

/** What becomes of one fault. */
interface Row {
  readonly name: string
  readonly fault: Fault
  readonly deadlines?: Partial<Deadlines>
  readonly code: ErrorCode
  /** Words of what the person is told. */
  readonly said: string | RegExp
  readonly retryAfterMs?: number
}

const isSilent = { code: 'unavailable', said: 'is not answering right now' } as const
const isLost = { code: 'unavailable', said: 'The connection to' } as const
const isCut = { code: 'unavailable', said: 'broke off in the middle' } as const
const isGarbled = { code: 'unavailable', said: 'something that I cannot read' } as const
const isLate = { code: 'timeout', said: 'took too long' } as const
const isEndless = { code: 'invalid', said: 'longer than allowed' } as const

/** The provider takes nothing: there is no text, and nobody is billed. */
const refusals: readonly Row[] = [
  { ...refusal(400), code: 'invalid', said: 'did not accept the request' },
  { ...refusal(401), code: 'unavailable', said: 'refused the key' },
  { ...refusal(403), code: 'unavailable', said: 'refused the key' },
  { ...refusal(404), code: 'invalid', said: 'does not know the model' },
  { ...refusal(408), ...isLate },
  { ...refusal(409), ...isSilent },
  { ...refusal(500), ...isSilent },
  { ...refusal(503), ...isSilent },
  { ...refusal(529), ...isSilent },
  { ...tooLong(), code: 'invalid', said: 'more text than' },
  { ...limited(undefined), code: 'rate_limited', said: 'in a minute' },
  { ...limited('20'), code: 'rate_limited', said: 'in 20 s', retryAfterMs: 20_000 },
  { ...limited('-5'), code: 'rate_limited', said: 'in 1 s', retryAfterMs: 0 },
  { ...limited('31536000'), code: 'rate_limited', said: 'later', retryAfterMs: 31_536_000_000 },
  { ...limited('soon'), code: 'rate_limited', said: 'in a minute' },
  {
    ...limited('Wed, 21 Oct 2015 07:28:00 GMT'),
    code: 'rate_limited',
    said: 'in 1 s',
    retryAfterMs: 0,
  },
  { name: 'hang before headers', fault: 'silent', deadlines: { firstMs: 200 }, ...isLate },
]

/** It breaks after it has begun: there is text, and a bill. */
const breaks: readonly Row[] = [
  { name: 'hang mid-stream', fault: 'stalls', deadlines: { idleMs: 200 }, ...isLate },
  { name: 'slow drip', fault: 'drips', deadlines: { totalMs: 400 }, ...isLate },
  { name: 'reset mid-stream', fault: 'reset', ...isLost },
  { name: 'stream cut without its end', fault: 'cut', ...isCut },
  { name: 'garbage', fault: 'garbage', ...isGarbled },
  // Half of an event's data cannot be read; half of the name before it says nothing yet.
  { name: 'half a line', fault: 'half', ...isGarbled, said: /cannot read|broke off/ },
  { name: 'error event after 200', fault: overloaded(), ...isSilent },
  { name: 'ten megabytes', fault: 'floods', ...isEndless },
  { name: 'ten megabytes at once', fault: 'bursts', ...isEndless },
  { name: 'a line without end', fault: 'endless', ...isEndless },
]

/** No answer is longer than this, in characters, whatever comes. */
const mostText = 400_000

/** Every way to fail over every wire: what the caller learns, what the person reads, what is billed. */
export function describeFaults(stage: () => WireStage): void {
  async function run({ fault, deadlines = {} }: Row) {
    stage().play({ says: ['Apple ', 'rose'], fault })
    const events = await collect(stage().open({ ...patience, ...deadlines }))
    return { ...endOf(events, 'failed'), texts: textsOf(events) }
  }

  function expectTold({ error }: Awaited<ReturnType<typeof run>>, row: Row): void {
    expect(error).toMatchObject({ code: row.code, retryAfterMs: row.retryAfterMs })
    expect(error.said).toMatch(row.said)
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain(stage().key)
  }

  describe('refused', () => {
    it.each(refusals)('at $name', async (row) => {
      const failed = await run(row)
      expectTold(failed, row)
      expect(failed).toMatchObject({ partial: '', texts: [] })
      expect(failed).not.toHaveProperty('usage')
    })
  })

  it('says how far away a date in Retry-After is', async () => {
    const far = { ...limited('Fri, 01 Jan 2100 00:00:00 GMT'), code: 'rate_limited' } as const
    const { error } = await run({ ...far, said: 'later' })
    expect(error.said).toContain('later')
    expect(error.retryAfterMs).toBeGreaterThan(3_600_000)
  })

  describe('broken', () => {
    it.each(breaks)('at $name', async (row) => {
      const failed = await run(row)
      expectTold(failed, row)
      expect(failed.partial.startsWith('Apple rose')).toBe(true)
      expect(failed.partial.length).toBeLessThanOrEqual(mostText)
      expect(failed.usage).toMatchObject({ estimated: true })
      expect(failed.usage?.inputTokens).toBeGreaterThan(0)
      expect(failed.usage?.outputTokens).toBeGreaterThan(0)
    })
  })

  it.each(['drips', 'floods', 'endless', 'stalls'] as const)('hangs up at %s', async (fault) => {
    await run({ name: fault, fault, deadlines: { idleMs: 200, totalMs: 400 }, ...isLate })
    await expect(stage().calls[0]?.hungUp).resolves.toBe(true)
  })

  it('fails when the answer has no words', async () => {
    stage().play({ says: [] })
    const { error, usage } = endOf(await collect(stage().open(patience)), 'failed')
    expect(error.code).toBe('unavailable')
    expect(error.said).toContain('answered with nothing')
    expect(usage).toMatchObject({ estimated: false })
  })
}

function refusal(status: number) {
  const fault = { kind: 'status', status, message: 'no entry' } as const
  return { name: `status ${status}`, fault }
}

function tooLong() {
  const message = 'prompt is too long: 900000 tokens > 200000 maximum'
  return { name: 'too long a context', fault: { kind: 'status', status: 400, message } } as const
}

function limited(retryAfter: string | undefined) {
  const fault = { kind: 'status' as const, status: 429, message: 'slow down' }
  const name = `status 429, Retry-After: ${retryAfter}`
  return { name, fault: retryAfter === undefined ? fault : { ...fault, retryAfter } }
}

function overloaded() {
  return { kind: 'event', reason: 'overloaded_error', message: 'Overloaded' } as const
}
