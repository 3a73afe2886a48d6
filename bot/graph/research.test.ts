import { describe, expect, it } from 'vitest'
import { z } from 'zod'

import { hang, saying, scriptedModel } from '../../agents/models/scripted.ts'
import { AppError } from '../../core/errors.ts'
import { defineTool, type ToolResult, type ToolUse } from '../../core/tool.ts'
import { evidence } from './fixtures.ts'
import {
  ask,
  call,
  messageOf,
  ratio,
  reads,
  stage,
  type Stage,
  toldIn,
} from './research/test-stage.ts'

describe('a question of several parts', () => {
  it('is looked up by a model with tools, and written from what they found', async () => {
    const model = saying(
      [ratio('AAPL'), ratio('TSLA')],
      ['done'],
      ['The P/E of AAPL is 28.4, that of TSLA 61.2.'],
    )
    const { reply, planned, events, asked } = await ask(model)
    expect(reply).toMatchObject({
      text: 'The P/E of AAPL is 28.4, that of TSLA 61.2.',
      route: { intent: 'research', symbols: ['AAPL', 'TSLA'], agents: [] },
      evidence: [{ id: 'AAPL' }, { id: 'TSLA' }],
      citations: [{ from: ['0.peTrailing'] }, { from: ['1.peTrailing'] }],
    })
    expect(reply?.usage).toHaveLength(3)
    expect(planned.map(({ tools }) => tools?.map(({ name }) => name))).toEqual([
      ['get_ratio', 'count_shares'],
      ['get_ratio', 'count_shares'],
    ])
    expect(model.requests.at(-1)?.tools).toBeUndefined()
    expect(planned[0]?.caller).toMatchObject({ agent: 'research', project: 'test', userId: 'u' })
    expect(planned[0]?.deadline).toBeGreaterThan(0)
    expect(asked[0]).toMatchObject({ principal: { userId: 'u' }, askedAt: messageOf('').sentAt })
    const tasks = events.flatMap((each) => (each.type === 'task' ? [[each.title, each.state]] : []))
    expect(tasks.slice(0, 2)).toEqual([
      ['Reading the accounts of AAPL', 'started'],
      ['Reading the accounts of TSLA', 'started'],
    ])
  })

  it('lets the next call depend on what came of the one before', async () => {
    const model = saying([ratio('AAPL')], [ratio('TSLA')], ['done'], ['Fine.'])
    await ask(model)
    expect(model.requests[1]?.messages.map(({ role }) => role)).toEqual([
      'user',
      'assistant',
      'tool',
    ])
    expect(toldIn(model, 2)).toHaveLength(2)
  })

  it('keeps evidence that no analyst found, and what all of it is about', async () => {
    const { reply } = await ask(saying([call('count_shares')], ['done'], ['There are 7 of them.']))
    expect(reply).toMatchObject({ text: 'There are 7 of them.', evidence: [{ id: 'count' }] })
    expect(reply?.route.symbols).toEqual([])
  })

  it('is told by the narrator from the same evidence when the writer fails', async () => {
    const model = saying([ratio('AAPL')], ['done'], [new AppError('unavailable', 'down')])
    expect((await ask(model)).reply?.text).toMatch(/\n\nresearch: AAPL: 28\.4\.$/)
  })

  it('is answered as far as the rules read it where nothing is looked up', async () => {
    const { reply } = await ask(saying(['none'], ['It closed at 169.23.']))
    expect(reply).toMatchObject({ text: 'It closed at 169.23.', route: { intent: 'analysis' } })
    expect(reply?.usage).toHaveLength(2)
  })

  it('is answered as far as the rules read it where the model fails', async () => {
    const down = new AppError('unavailable', 'down')
    const { reply } = await ask(saying([down], ['It closed at 169.23.']))
    expect(reply).toMatchObject({ text: 'It closed at 169.23.', route: { intent: 'analysis' } })
  })

  it('keeps what was found before the model failed', async () => {
    const model = saying([ratio('AAPL')], [new AppError('unavailable', 'down')], ['It is 28.4.'])
    expect((await ask(model)).reply).toMatchObject({
      text: 'It is 28.4.',
      evidence: [{ id: 'AAPL' }],
    })
  })

  it('says what could not be found, and why', async () => {
    const at = stage()
    const model = saying([ratio('GONE')], ['done'], [new AppError('unavailable', 'down')])
    const { reply, events } = await ask(model, { stage: at })
    expect(reply?.text).toMatch(/research: GONE: I have no data on GONE\.\.$/)
    expect(events).toContainEqual({
      type: 'task',
      id: 'research:1',
      title: 'Reading the accounts of GONE',
      state: 'failed',
      detail: 'I have no data on GONE.',
    })
    expect(toldIn(model, 1)).toEqual([{ error: { code: 'not_found' } }])
  })
})

describe('a question that nobody recognised', () => {
  it('is looked up when it is about markets, in the words of the person', async () => {
    const model = saying(
      ['{"question":"Which is dearer?"}'],
      [ratio('AAPL')],
      ['done'],
      ['The P/E of AAPL is 28.4.'],
    )
    const { reply, planned } = await ask(model, { text: 'Was ist teurer?' })
    expect(reply?.text).toBe('The P/E of AAPL is 28.4.')
    expect(planned[0]?.messages[0]?.text).toMatch(/^<(question-\w{8})>Was ist teurer\?<\/\1>$/)
  })

  it('is answered as before when nothing is found', async () => {
    const model = saying(['{"question":"Which is dearer?"}'], ['none'])
    expect((await ask(model, { text: 'Was ist teurer?' })).reply?.text).toBe('What?')
  })
})

it('stops when the person stops, and makes no further call', async () => {
  const stop = new AbortController()
  const model = scriptedModel(({ tools }) => {
    if (tools) queueMicrotask(() => stop.abort(new AppError('stopped', 'the person stopped it')))
    return [hang]
  })
  const { events, used } = await ask(model, { signal: stop.signal })
  expect(events.at(-1)).toMatchObject({ type: 'failed', error: { code: 'stopped' } })
  expect(used).toEqual([])
  expect(model.requests).toHaveLength(1)
})

/** The stage with one tool, which does that. */
function doing(run: (use: ToolUse) => Promise<ToolResult<Record<string, unknown>>>): Stage {
  const at = stage()
  const tool = defineTool({
    ...reads,
    name: 'rate',
    title: 'Rating',
    description: 'The rating of AAPL.',
    input: z.strictObject({}),
    output: z.looseObject({}),
    about: () => ['AAPL'],
    run: (_input, use) => run(use),
  })
  return { ...at, project: { ...at.project, research: { prompt: 'Look up.', tools: [tool] } } }
}

it('a rating that was looked up is a verdict of the reply, to be held to later', async () => {
  const rated = evidence({ score: 0.4 }, { id: 'v', tool: 'test.rating' })
  const verdict = {
    analyst: 'recommendation',
    symbol: 'AAPL',
    rating: 'buy',
    confidence: 0.5,
    coverage: '1 of 1',
    changes: [],
    risks: [],
    evidence: rated,
    call: { score: 0.4, price: 169.23, currency: 'USD', calledOn: '2017-12-29', isDemo: false },
  }
  const found = { output: {}, evidence: [rated], verdicts: [verdict] }
  const at = doing(async () => found)
  const { reply } = await ask(saying([call('rate')], ['done'], ['It is a buy.']), { stage: at })
  expect(reply).toMatchObject({ verdicts: [verdict], evidence: [{ id: 'v' }] })
  expect(reply?.evidence).toHaveLength(1)
})

it('aborts what a tool does when the person stops', async () => {
  const stop = new AbortController()
  let aborted = false
  const at = doing(({ signal }) => {
    signal.addEventListener('abort', () => {
      aborted = true
    })
    stop.abort(new AppError('stopped', 'the person stopped it'))
    return new Promise(() => {})
  })
  const model = saying([call('rate')])
  const { events } = await ask(model, { stage: at, signal: stop.signal })
  expect(events.at(-1)).toMatchObject({ type: 'failed', error: { code: 'stopped' } })
  expect(aborted).toBe(true)
  expect(model.requests).toHaveLength(1)
})
