import { describe, expect, it } from 'vitest'
import { z } from 'zod'

import { noCalls } from '../../../core/call-store.ts'
import { AppError } from '../../../core/errors.ts'
import { memoryCache } from '../../../core/memory-cache.ts'
import { offered, type ReadTool, type ToolUse } from '../../../core/tool.ts'
import type { Permission } from '../../../core/types.ts'
import type { Watchlist } from '../../../core/watchlist.ts'
import { stocksProject } from '../project.ts'

const askedAt = new Date('2026-03-04T12:00:00Z')
const { signal } = new AbortController()
const watchlist: Watchlist = {
  list: async ({ userId }) => (userId === 'ann' ? [{ symbol: 'KO', addedAt: askedAt }] : []),
  add: async () => {},
  remove: async () => {},
}
const project = stocksProject.create({
  model: { name: 'offline', model: '', isAvailable: false, async *stream() {} },
  settings: { MARKET_DATA: 'demo' },
  cache: memoryCache({ metrics: { cacheAsked: () => {} } }),
  calls: noCalls,
  watchlist,
})

function asked(userId = 'ann', permissions: readonly Permission[] = ['stocks.read']): ToolUse {
  const principal = { userId, organisationId: 'o', name: userId, permissions: new Set(permissions) }
  return { principal, askedAt, signal }
}

const tools = project.research?.tools ?? []

async function use(name: string, given: Record<string, unknown>, by = asked()) {
  try {
    const { output, evidence } = await named(name).use(given, by)
    return { data: shape.parse(output), error: null, evidence }
  } catch (error) {
    const { code, said: message } = AppError.from(error)
    return { data: shape.parse({}), error: { code, message }, evidence: [] }
  }
}

const shape = z.looseObject({
  ranked: z.array(z.looseObject({ score: z.number() })).default([]),
  unknown: z.array(z.string()).default([]),
})

function named(name: string): ReadTool {
  const tool = tools.find((each) => each.name === name)
  if (!tool) throw new Error(`no tool is called ${name}`)
  return tool
}

describe('the tools of the project', () => {
  it('have names, descriptions and closed schemas that providers take', () => {
    expect(tools.map(({ name }) => name)).toEqual([
      'get_technical',
      'get_fundamental',
      'get_sentiment',
      'get_technical_on_day',
      'get_analysis',
      'compare_stocks',
      'get_top_stocks',
      'get_track_record',
    ])
    for (const { name, description, json } of tools.map(offered)) {
      expect(name).toMatch(/^[a-z_]{1,64}$/)
      expect(description.length).toBeGreaterThan(20)
      expect(json).toMatchObject({ type: 'object', additionalProperties: false })
    }
  })

  it.each([
    ['get_technical', { symbol: 'aapl' }, { analyst: 'technical', symbol: 'AAPL' }],
    ['get_technical', { symbol: 'AAPL', period: '6mo' }, { analyst: 'technical' }],
    ['get_fundamental', { symbol: 'MSFT' }, { analyst: 'fundamental' }],
    ['get_sentiment', { symbol: 'TSLA' }, { analyst: 'sentiment' }],
    ['get_analysis', { symbol: 'RELIANCE.NS' }, { verdict: { symbol: 'RELIANCE.NS' } }],
    ['get_track_record', {}, { callCount: 0, hitRate20Percent: null }],
  ])('%s of %o comes back with its evidence', async (name, given, output) => {
    const { data, evidence } = await use(name, given)
    expect(data).toMatchObject(output)
    expect(evidence.length).toBeGreaterThan(0)
  })

  it('rank a list, a sector or the asker’s own watchlist, the best first', async () => {
    const list = await use('get_top_stocks', { symbols: ['AAPL', 'MSFT', 'KO', 'ZZZZ'], most: 2 })
    expect(list.data.ranked).toHaveLength(2)
    expect(list.data.unknown).toEqual(['ZZZZ'])
    const scores = list.data.ranked.map(({ score }) => score)
    expect(scores).toEqual(scores.toSorted((one, other) => other - one))
    const sector = await use('get_top_stocks', { sector: 'tech', most: 3 })
    expect(sector.data.ranked).toHaveLength(3)
    const own = await use('get_top_stocks', { watchlist: true })
    expect(own.data.ranked).toMatchObject([{ symbol: 'KO' }])
    const none = await use('get_top_stocks', { watchlist: true }, asked('bob'))
    expect(none.error).toMatchObject({ code: 'not_found' })
  })

  it.each([
    ['get_technical', { symbol: '../../etc/passwd' }, 'symbol'],
    ['get_technical', { symbol: 'AAPL', period: 'for ever' }, 'period'],
    ['get_technical', { symbol: 'AAPL', extra: 1 }, 'extra'],
    ['get_technical_on_day', { symbol: 'AAPL', day: 'last month' }, 'day'],
    ['get_technical_on_day', { symbol: 'AAPL', day: '2026-19-99' }, 'day'],
    ['compare_stocks', { symbols: ['AAPL'] }, 'symbols'],
    ['get_top_stocks', { sector: 'tech', watchlist: true }, 'either'],
  ])('%s refuses %o before anything is done', async (name, given, said) => {
    const { error } = await use(name, given)
    expect(error).toMatchObject({ code: 'invalid', message: expect.stringContaining(said) })
  })

  it('are for those who may, and are told apart from what is not there', async () => {
    const nobody = asked('ann', [])
    expect((await use('get_analysis', { symbol: 'AAPL' }, nobody)).error?.code).toBe('forbidden')
    expect((await use('get_analysis', { symbol: 'ZZZZ' })).error?.code).toBe('not_found')
  })

  it('know the chart of an earlier day, and nothing that came after it', async () => {
    const then = await use('get_technical_on_day', { symbol: 'AAPL', day: '2026-02-01' })
    expect(then.evidence.map(({ asOf }) => asOf)).toEqual(Array(3).fill('2026-01-30'))
    const ahead = await use('get_technical_on_day', { symbol: 'AAPL', day: '2030-01-01' })
    const now = await use('get_technical', { symbol: 'AAPL' })
    expect(ahead.evidence.map(({ values }) => values)).toEqual(
      now.evidence.map(({ values }) => values),
    )
    expect(then.evidence[0]?.values['close']).not.toBe(now.evidence[0]?.values['close'])
  })

  it('say which symbols they would speak of, and nothing of what they would refuse', () => {
    expect(named('get_technical').about({ symbol: 'aapl' })).toEqual(['AAPL'])
    expect(named('compare_stocks').about({ symbols: ['AAPL', 'ko'] })).toEqual(['AAPL', 'KO'])
    expect(named('get_technical').about({ symbol: '../../etc/passwd' })).toEqual([])
  })

  it('hand over what analysts and judge said, with a call where one was made', async () => {
    const {
      findings = [],
      verdicts = [],
      evidence,
    } = await named('get_analysis').use({ symbol: 'AAPL' }, asked())
    expect(findings.map(({ analyst }) => analyst)).toEqual([
      'technical',
      'fundamental',
      'sentiment',
    ])
    expect(verdicts).toMatchObject([{ symbol: 'AAPL', call: { isDemo: true } }])
    const said = [...findings, ...verdicts].flatMap((each) => each.evidence)
    expect(evidence.map(({ id }) => id)).toEqual(said.map(({ id }) => id))
  })

  it('read, all of them, and are all that the project does for programs', () => {
    expect(tools.map(({ effect }) => effect)).toEqual(tools.map(() => 'reads'))
    expect(project.tools).toEqual(tools)
  })
})
