import { inspect } from 'node:util'

import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'

import type { ErrorCode } from '../../core/errors.ts'
import type { ModelEvent } from '../../core/model.ts'
import { structured } from '../../core/structured.ts'
import type { Call, Fault, Scene } from '../../test/fakes/model-server.ts'
import { ask, collect, endOf, type Stage, staged, stopAfter } from './contract.ts'
import { type Deadlines, patience } from './deadline.ts'
import { describeFaults } from './fault-contract.ts'
import { describeTools } from './tool-contract.ts'

/** A stage with a server on it. */
export interface WireStage extends Stage {
  readonly key: string
  readonly keyVariable: string
  readonly modelVariable: string
  readonly calls: readonly Call[]
}

/** What every provider with a server behind it survives. */
export function describeWire(name: string, start: () => Promise<WireStage>): void {
  describe(`${name} over the wire`, () => {
    const rig = rigUp(staged(start))
    expectSilence()
    describeRefusals(rig)
    describeSentences(rig)
    describeDeadlines(rig)
    describeBreaks(rig)
    describeEndings(rig)
    describeUsage(rig)
    describeHangUps(rig)
    describeSecrets(rig)
    describeTools(rig.stage)
    describeStructured(rig.stage)
    describeFaults(rig.stage)
  })
}

/** Puts a scene on and watches what becomes of it. */
interface Rig {
  readonly stage: () => WireStage
  readonly run: (scene: Scene, deadlines?: Partial<Deadlines>) => Promise<readonly ModelEvent[]>
  /** The end of a call that has to fail. */
  readonly fail: (fault: Fault, deadlines?: Partial<Deadlines>) => Promise<Failed>
}

type Failed = Extract<ModelEvent, { type: 'failed' }>

const says = ['Apple ', 'rose']

function rigUp(stage: () => WireStage): Rig {
  async function run(scene: Scene, deadlines: Partial<Deadlines> = {}) {
    stage().play(scene)
    return collect(stage().open({ ...patience, ...deadlines }))
  }
  return {
    stage,
    run,
    fail: async (fault, deadlines) => endOf(await run({ says, fault }, deadlines), 'failed'),
  }
}

/** An SDK quotes the stream when it prints; ours may not print at all, whatever happens to it. */
function expectSilence(): void {
  const prints: unknown[] = []
  const methods = ['debug', 'info', 'log', 'warn', 'error'] as const
  beforeAll(() => {
    for (const method of methods) {
      vi.spyOn(console, method).mockImplementation((...words) => void prints.push(words))
    }
  })
  afterEach(() => expect(prints.splice(0)).toEqual([]))
  afterAll(() => {
    vi.restoreAllMocks()
  })
}

function describeRefusals({ stage, fail }: Rig): void {
  it.each<[number, ErrorCode]>([
    [400, 'invalid'],
    [401, 'unavailable'],
    [402, 'unavailable'],
    [403, 'unavailable'],
    [404, 'invalid'],
    [408, 'timeout'],
    [409, 'unavailable'],
    [413, 'invalid'],
    [429, 'rate_limited'],
    [500, 'unavailable'],
    [503, 'unavailable'],
    [529, 'unavailable'],
  ])('takes status %i for %s, and asks once', async (status, code) => {
    const { error, partial } = await fail({ kind: 'status', status, message: 'no' })
    expect(error.code).toBe(code)
    expect(partial).toBe('')
    expect(stage().calls).toHaveLength(1)
  })

  it.each<[string, ErrorCode]>([
    ['overloaded_error', 'unavailable'],
    ['rate_limit_error', 'rate_limited'],
    ['authentication_error', 'unavailable'],
  ])('takes %s inside the stream for %s', async (reason, code) => {
    const { error, partial } = await fail({ kind: 'event', reason, message: 'no more' })
    expect(error.code).toBe(code)
    expect(error.message).toContain('no more')
    expect(partial).toBe('Apple rose')
  })

  it('is unavailable when nobody listens', async () => {
    const model = stage().open(patience)
    await stage().close()
    const { error } = endOf(await collect(model), 'failed')
    expect(error.code).toBe('unavailable')
    expect(error.message).toContain('ECONNREFUSED')
  })
}

function describeSentences({ stage, fail }: Rig): void {
  it.each([401, 403])('names the key at status %i', async (status) => {
    const { error } = await fail({ kind: 'status', status, message: 'no' })
    expect(error.said).toContain(stage().keyVariable)
  })

  it('names the model when there is no such model', async () => {
    const { error } = await fail({ kind: 'status', status: 404, message: 'no such model' })
    expect(error.said).toContain(stage().modelVariable)
    expect(error.said).toContain(stage().open(patience).model)
  })

  it.each(['prompt is too long: 9 > 8', 'the maximum context length is 8 tokens'])(
    'says that the text is too long at "%s"',
    async (message) => {
      const { error } = await fail({ kind: 'status', status: 400, message })
      expect(error.code).toBe('invalid')
      expect(error.said).toContain('more text than')
    },
  )

  it.each([
    ['20', 'in 20 s', 20_000],
    ['0', 'in 1 s', 0],
    ['86400', 'later', 86_400_000],
    ['soon', 'in a minute', undefined],
  ])('says when to try again after Retry-After: %s', async (retryAfter, words, ms) => {
    const { error } = await fail({ kind: 'status', status: 429, message: 'slow', retryAfter })
    expect(error.said).toContain(words)
    expect(error.retryAfterMs).toBe(ms)
  })
}

function describeDeadlines({ stage, fail, run }: Rig): void {
  it('times out when nothing comes at all, and hangs up', async () => {
    const { error } = await fail('silent', { firstMs: 200 })
    expect(error.code).toBe('timeout')
    await expect(stage().calls[0]?.hungUp).resolves.toBe(true)
  })

  it('times out when no text comes', async () => {
    const { error } = endOf(await run({ says: [], fault: 'stalls' }, { firstMs: 200 }), 'failed')
    expect(error.code).toBe('timeout')
  })

  it('times out when a refusal never ends', async () => {
    const { error } = await fail('mumbles', { firstMs: 200 })
    expect(error.code).toBe('timeout')
  })

  it('times out in the middle, with what was said, and hangs up', async () => {
    const { error, partial } = await fail('stalls', { idleMs: 200 })
    expect(error.code).toBe('timeout')
    expect(partial).toBe('Apple rose')
    await expect(stage().calls[0]?.hungUp).resolves.toBe(true)
  })

  it('times out as a whole', async () => {
    const { error } = await fail('stalls', { totalMs: 200 })
    expect(error.code).toBe('timeout')
  })
}

function describeBreaks({ fail, run }: Rig): void {
  it.each(['reset', 'cut', 'garbage', 'half'] as const)(
    'keeps what was said at %s',
    async (fault) => {
      const { error, partial } = await fail(fault)
      expect(error.code).toBe('unavailable')
      expect(partial).toBe('Apple rose')
    },
  )

  it('loses nothing when the line stays open after the end', async () => {
    const events = await run({ says, fault: 'lingers' }, { idleMs: 500 })
    expect(endOf(events, 'done').text).toBe('Apple rose')
  })

  it('puts split characters together', async () => {
    const events = await run({ says: ['Größe 🍏 ', '株価'], shredded: true })
    expect(endOf(events, 'done').text).toBe('Größe 🍏 株価')
  })
}

function describeEndings({ run }: Rig): void {
  it('says so when the answer breaks off at the length limit', async () => {
    const { error, partial } = endOf(await run({ says, end: 'length' }), 'failed')
    expect(error.said).toContain('breaks off')
    expect(partial).toBe('Apple rose')
  })

  it('says so when the model declines', async () => {
    const { error } = endOf(await run({ says: [], end: 'refused' }), 'failed')
    expect(error.said).toContain('declined')
  })
}

function describeUsage({ run }: Rig): void {
  it('takes the usage from the provider', async () => {
    const { usage } = endOf(await run({ says, usage: { input: 120, output: 30 } }), 'done')
    expect(usage).toMatchObject({ inputTokens: 120, outputTokens: 30, estimated: false })
  })

  it('says how much of the input the provider had in its cache, and put there', async () => {
    const used = { input: 120, cached: 90, written: 20, output: 30 }
    const { usage } = endOf(await run({ says, usage: used }), 'done')
    expect(usage).toMatchObject({ inputTokens: 120, cachedInputTokens: 90, cacheWriteTokens: 20 })
  })

  it('estimates the usage that the provider does not tell, and says so', async () => {
    const { usage } = endOf(await run({ says: ['Apple rose two per cent.'], usage: null }), 'done')
    expect(usage).toMatchObject({ inputTokens: 8, outputTokens: 6, estimated: true })
  })
}

/** Through every provider: a value, and a second try. */
function describeStructured(stage: () => WireStage): void {
  const format = { name: 'route', schema: z.strictObject({ symbol: z.string().max(5) }) }

  it('comes to a value of a schema, at the second try if need be', async () => {
    stage().play({ says: ['{"symbol":', '"APPLE INC"}'] })
    stage().play({ says: ['{"symbol":"AAPL"}'] })
    const outcome = await structured(stage().open(patience), ask(), format)
    expect(outcome).toMatchObject({ type: 'done', value: { symbol: 'AAPL' } })
    expect(outcome.usage).toHaveLength(2)
    expect(JSON.stringify(stage().calls[1]?.body)).toContain('APPLE INC')
  })
}

function describeHangUps({ stage }: Rig): void {
  it('hangs up when the caller stops it', async () => {
    stage().play({ says, fault: 'stalls' })
    await stopAfter(stage().open(patience), says.join(''))
    await expect(stage().calls[0]?.hungUp).resolves.toBe(true)
  })

  it('hangs up when the reader walks away', async () => {
    stage().play({ says, fault: 'stalls' })
    for await (const event of stage().open(patience).stream(ask())) if (event) break
    await expect(stage().calls[0]?.hungUp).resolves.toBe(true)
  })

  it('does not call when it was stopped before', async () => {
    await collect(stage().open(patience), { signal: AbortSignal.abort() })
    expect(stage().calls).toEqual([])
  })
}

function describeSecrets({ stage, fail }: Rig): void {
  it.each([401, 400, 500])('never repeats the key that status %i repeats', async (status) => {
    const { key } = stage()
    const { error } = await fail({ kind: 'status', status, message: `no ${key}`, reason: key })
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain(key)
  })

  it('never repeats the key that an error inside the stream repeats', async () => {
    const { key } = stage()
    const { error } = await fail({ kind: 'event', reason: key, message: `I was given ${key}` })
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain(key)
  })
}
