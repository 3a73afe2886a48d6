import { Writable } from 'node:stream'

import { describe, expect, it } from 'vitest'

import { offlineModel } from '../../agents/models/offline.ts'
import { AppError } from '../../core/errors.ts'
import { openLogger } from '../../core/logger.ts'
import { openMetrics } from '../../core/metrics.ts'
import type { AgentInput, ReplyEvent } from '../../core/types.ts'
import { evidence, finding, reading } from './fixtures.ts'
import { graph } from './graph.ts'
import type { NamedProject } from './route.ts'

const sink = new Writable({ write: (_chunk, _encoding, done) => done() })

async function ask(prepare: NamedProject['prepare'], signal = new AbortController().signal) {
  const project: NamedProject = {
    name: 'test',
    analysts: [
      {
        name: 'technical',
        title: 'Reading the chart',
        analyse: async ({ symbol }) =>
          finding({ symbol, evidence: [evidence({ close: 1 }, { arguments: { symbol } })] }),
      },
    ],
    jobs: [],
    prompt: 'Write.',
    phrases: [],
    understand: async () => reading({ symbols: ['FIRST'], candidates: ['FIRST', 'BEST'] }),
    ...(prepare && { prepare }),
    judge: () => [],
    narrate: ({ findings }) => findings.map((each) => each.abstained ?? each.symbol).join(' '),
  }
  const agent = graph({
    projects: [project],
    modelFor: () => offlineModel(),
    logger: openLogger({ level: 'silent', to: sink }),
    metrics: openMetrics(),
    analystLimitMs: 200,
  })
  const events = await Array.fromAsync(agent.answer(inputOf(signal)))
  return { events, last: events.at(-1), said: textOf(events) }
}

function textOf(events: readonly ReplyEvent[]): string {
  return events.map((event) => (event.type === 'text' ? event.delta : '')).join('')
}

function inputOf(signal: AbortSignal): AgentInput {
  return {
    turnId: 't1',
    message: {
      id: 'm1',
      channel: 'fake',
      organisation: { id: 'fake:org', name: 'Org' },
      roomId: 'r',
      threadId: 'fake:r',
      author: { id: 'ann', name: 'Ann' },
      text: 'top picks',
      addressed: true,
      sentAt: new Date('2018-01-02T10:00:00Z'),
    },
    history: [],
    principal: { userId: 'u', organisationId: 'fake:org', name: 'Ann', permissions: new Set() },
    signal,
  }
}

describe('what a project prepares', () => {
  it('decides whom the analysts look at, is told who asks, and shows how far it is', async () => {
    const { events, last, said } = await ask(async (asked, { onProgress, ...by }) => {
      onProgress('Ranked 1 of 2')
      expect(by).toMatchObject({ organisationId: 'fake:org', userId: 'u', turnId: 't1' })
      return {
        reading: { ...asked, symbols: ['BEST'] },
        findings: [finding({ analyst: 'ranking', symbol: 'list' })],
      }
    })
    expect(events[0]).toEqual({ type: 'status', text: 'Ranked 1 of 2' })
    expect(said).toBe('list BEST')
    expect(last).toMatchObject({ type: 'done', reply: { route: { symbols: ['BEST'] } } })
  })

  it('is not needed', async () => {
    expect((await ask(undefined)).said).toBe('FIRST')
  })

  it.each([
    ['fails', () => Promise.reject(new AppError('unavailable', 'x', { said: 'No record.' }))],
    ['takes too long', () => new Promise<never>(() => {})],
  ])('falls back on the reading where it %s', async (_name, prepare) => {
    const { said, last } = await ask(prepare)
    expect(said).toMatch(/^(No record\.|That took too long, .*) FIRST$/)
    expect(last?.type).toBe('done')
  })

  it('ends with the turn', async () => {
    const stop = new AbortController()
    const { last } = await ask(() => {
      stop.abort(new AppError('stopped', 'the person stopped it'))
      return new Promise(() => {})
    }, stop.signal)
    expect(last).toMatchObject({ type: 'failed', error: { code: 'stopped' } })
  })
})
