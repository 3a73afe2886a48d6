import { Writable } from 'node:stream'

import { expect, it } from 'vitest'

import { scriptedModel } from '../../agents/models/scripted.ts'
import { openLogger } from '../../core/logger.ts'
import { openMetrics } from '../../core/metrics.ts'
import type { AgentInput, Permission } from '../../core/types.ts'
import { reading } from './fixtures.ts'
import { graph } from './graph.ts'
import type { NamedProject } from './route.ts'

const logger = openLogger({ level: 'silent', to: new Writable() })
const wish = 'Use gpt-6-sol for this: how does AAPL look?'

/** Asks a graph with a usual model and one that can be named. */
async function ask(text: string, permissions: readonly Permission[] = []) {
  const questions: string[] = []
  const usual = scriptedModel(['By the usual one.'])
  const sol = scriptedModel(['By the one that was named.'])
  const agent = graph({
    projects: [project(questions)],
    modelFor: () => usual,
    namedModel: (name) => (name === 'gpt-6-sol' ? sol : null),
    logger,
    metrics: openMetrics(),
    analystLimitMs: 5_000,
    modelLimitMs: 60_000,
  })
  const events = await Array.fromAsync(agent.answer(inputOf(text, permissions)))
  const last = events.at(-1)
  if (last?.type !== 'done') throw new Error(`ended with ${last?.type}`)
  return { text: last.reply.text, questions, requests: [...usual.requests, ...sol.requests] }
}

function project(questions: string[]): NamedProject {
  return {
    name: 'test',
    analysts: [],
    jobs: [],
    prompt: 'Write.',
    phrases: [],
    judge: () => [],
    narrate: () => '',
    async understand({ text }) {
      questions.push(text)
      return reading({ analysts: [] })
    },
  }
}

function inputOf(text: string, permissions: readonly Permission[]): AgentInput {
  const organisation = { id: 'fake:org', name: 'Org' }
  const author = { id: 'ann', name: 'Ann' }
  const where = { channel: 'fake', organisation, roomId: 'r', threadId: 'fake:r' } as const
  const who = { userId: 'u', organisationId: organisation.id, name: author.name }
  return {
    turnId: 't1',
    message: { id: 'm1', ...where, author, text, addressed: true, sentAt: new Date() },
    history: [],
    principal: { ...who, permissions: new Set(permissions) },
    signal: new AbortController().signal,
  }
}

it('is the one that the person names, and the question is read without that', async () => {
  const { text, questions } = await ask(wish, ['models.choose'])
  expect(text).toBe('By the one that was named.')
  expect(questions).toEqual(['how does AAPL look?'])
})

it('is the usual one for a person who may not choose, who is told', async () => {
  const { text, questions } = await ask(wish)
  expect(text).toBe(
    'By the usual one.\n\n_Choosing the model takes the permission `models.choose`, so the usual one is used here._',
  )
  expect(questions).toEqual(['how does AAPL look?'])
})

it('is the usual one where there is none of that name, and the person is told', async () => {
  const { text } = await ask('How does AAPL look, with gpt-9?', ['models.choose'])
  expect(text).toBe(
    'By the usual one.\n\n_There is no model called `gpt-9` here, so the usual one is used._',
  )
})

it('is the usual one when nobody named any', async () => {
  expect((await ask('How does AAPL look?')).text).toBe('By the usual one.')
})

it('has to be done before the turn is', async () => {
  const before = Date.now()
  const { requests } = await ask('How does AAPL look?')
  expect(requests[0]?.deadline).toBeGreaterThanOrEqual(before + 60_000)
  expect(requests[0]?.deadline).toBeLessThanOrEqual(Date.now() + 60_000)
})
