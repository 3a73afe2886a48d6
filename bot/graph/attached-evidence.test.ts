import { expect, it } from 'vitest'

import { scriptedModel } from '../../agents/models/scripted.ts'
import type { AttachedText } from '../../core/attachment.ts'
import { openLogger } from '../../core/logger.ts'
import { openMetrics } from '../../core/metrics.ts'
import type { AgentInput } from '../../core/types.ts'
import { numberChecker } from './check.ts'
import { brief, evidence, finding, reading } from './fixtures.ts'
import { graph } from './graph.ts'
import type { NamedProject } from './route.ts'

const sentAt = new Date('2018-01-02T10:00:00Z')
const files = [
  { name: 'notes.txt', text: 'Nothing of use.' },
  { name: 'portfolio.csv', text: 'symbol,shares,price\nAAPL,10,150.25\nF,7,9.25' },
]

const project: NamedProject = {
  name: 'test',
  analysts: [
    {
      name: 'technical',
      title: 'Reading',
      analyse: async () => finding({ evidence: [evidence({ close: 169.23 })] }),
    },
  ],
  jobs: [],
  prompt: 'Write.',
  phrases: [],
  understand: async () => reading(),
  judge: () => [],
  narrate: () => 'It closed at 169.23.',
}

async function ask(said: string) {
  const model = scriptedModel(() => [said])
  const agent = graph({
    projects: [project],
    modelFor: () => model,
    logger: openLogger({ level: 'silent' }),
    metrics: openMetrics(),
    analystLimitMs: 5_000,
  })
  const events = await Array.fromAsync(agent.answer(inputWith(files)))
  const last = events.at(-1)
  if (last?.type !== 'done') throw new Error(`ended with ${last?.type}`)
  return last.reply
}

function inputWith(attached: readonly AttachedText[]): AgentInput {
  const attachments = attached.map(({ name, text }, index) => ({
    id: `f${index}`,
    name,
    type: 'text/plain',
    sizeBytes: text.length,
    content: { text, isTruncated: false },
  }))
  return {
    turnId: 't1',
    message: {
      id: 'm1',
      channel: 'fake',
      organisation: { id: 'fake:org', name: 'Org' },
      roomId: 'r',
      threadId: 'fake:r',
      author: { id: 'ann', name: 'Ann' },
      text: 'What do I hold?',
      addressed: true,
      sentAt,
      attachments,
    },
    history: [],
    principal: { userId: 'u', organisationId: 'fake:org', name: 'Ann', permissions: new Set() },
    signal: new AbortController().signal,
  }
}

it('a figure of a file is cited, and the file with its name and time is evidence', async () => {
  const { text, citations, evidence: behind } = await ask('portfolio.csv has AAPL at 150.25.')
  expect(text).toBe('portfolio.csv has AAPL at 150.25.')
  expect(citations).toMatchObject([{ from: ['2.line2'] }])
  expect(behind).toHaveLength(3)
  expect(behind[2]).toMatchObject({
    tool: 'hub.attachment',
    arguments: { name: 'portfolio.csv' },
    source: 'file:portfolio.csv',
    asOf: sentAt.toISOString(),
    fetchedAt: sentAt.toISOString(),
    values: { line2: 'AAPL,10,150.25' },
  })
})

it('a file that is not quoted is no evidence, and one that is not named founds nothing', async () => {
  expect((await ask('It closed at 169.23.')).evidence).toHaveLength(1)
  const { text, evidence: behind } = await ask('AAPL was bought at 150.25.')
  expect(text).toContain('~~150.25~~ (unverified)')
  expect(behind).toHaveLength(1)
})

it('a file of an earlier turn founds nothing in a later one', async () => {
  const { evidence: behind } = await ask('portfolio.csv has AAPL at 150.25.')
  const reply = { ...(await ask('It closed at 169.23.')), evidence: behind }
  const turn = { id: 't1', threadId: 'fake:r', state: 'done', failure: null } as const
  const { message } = inputWith([])
  const earlier = { ...turn, message, reply, createdAt: sentAt, endedAt: sentAt }
  const asked = brief({ close: 169.23 })
  const { check } = numberChecker(
    {
      ...asked,
      question: { ...asked.question, history: [earlier] },
      reading: reading({ intent: 'changes' }),
    },
    { phrases: [] },
  )
  expect(check('AAPL stands in portfolio.csv at 150.25.').unfounded).toHaveLength(1)
})
