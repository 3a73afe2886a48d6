import { Writable } from 'node:stream'

import { afterAll, beforeAll, expect, it } from 'vitest'

import { offlineModel } from '../../agents/models/offline.ts'
import { openLogger } from '../../core/logger.ts'
import { openMetrics } from '../../core/metrics.ts'
import type { Analyst } from '../../core/project.ts'
import type { TurnStore } from '../../core/turn-store.ts'
import type { AgentInput, ReplyEvent, Turn, TurnId } from '../../core/types.ts'
import { postgresCheckpoints } from '../../storage/checkpoints.ts'
import type { Database } from '../../storage/database.ts'
import { testDatabase } from '../../storage/test-database.ts'
import { postgresTurns } from '../../storage/turns.ts'
import { evidence, finding, reading } from './fixtures.ts'
import { graph } from './graph.ts'
import type { NamedProject } from './route.ts'
import { entriesOf } from './saver/pages.ts'
import { messageOf, newTurn } from './saver/test-turns.ts'

const names = ['technical', 'fundamental', 'sentiment']
const sink = new Writable({ write: (_chunk, _encoding, done) => done() })

let database: Database
let inbox: TurnStore
beforeAll(async () => {
  database = await testDatabase()
  inbox = postgresTurns(database)
})
afterAll(() => database.close())

/** An agent as a new process has it, and what its project was asked to do. */
function newAgent(narrate: NamedProject['narrate']) {
  const did: string[] = []
  const project: NamedProject = {
    name: 'project',
    analysts: names.map((name) => analyst(name, did)),
    jobs: [],
    prompt: 'none',
    phrases: [],
    understand: async () => {
      did.push('understand')
      return reading({ analysts: names })
    },
    judge: () => [],
    narrate,
  }
  const agent = graph({
    projects: [project],
    modelFor: () => offlineModel(),
    logger: openLogger({ level: 'silent', to: sink }),
    metrics: openMetrics(),
    analystLimitMs: 10_000,
    checkpoints: postgresCheckpoints(database.sql),
  })
  return { agent, did }
}

function analyst(name: string, did: string[]): Analyst {
  return {
    name,
    title: name,
    analyse: async ({ symbol, askedAt }) => {
      did.push(name)
      return finding({ analyst: name, symbol, evidence: [evidence({ at: askedAt.toISOString() })] })
    },
  }
}

function asked(turnId: TurnId, history: readonly Turn[] = []): AgentInput {
  return {
    turnId,
    message: messageOf(turnId),
    history,
    principal: { userId: 'u', organisationId: 'fake:org', name: 'Ann', permissions: new Set() },
    signal: new AbortController().signal,
  }
}

async function last(events: AsyncIterable<ReplyEvent>): Promise<ReplyEvent | undefined> {
  return (await Array.fromAsync(events)).at(-1)
}

it('goes on from the analysts when writing failed, as if nothing had happened', async () => {
  const turnId = await newTurn(inbox)
  const first = newAgent(() => {
    throw new Error('crash')
  })
  expect(await last(first.agent.answer(asked(turnId)))).toMatchObject({ type: 'failed' })
  const second = newAgent(({ findings }) => findings.map((one) => one.analyst).join(', '))
  const done = await last(second.agent.answer(asked(turnId)))
  expect(done).toMatchObject({ type: 'done', reply: { text: names.join(', ') } })
  expect(done).toHaveProperty('reply.evidence.length', names.length)
  expect(first.did).toEqual(['understand', ...names])
  expect(second.did).toEqual([])
})

it('answers again, without the analysts, when the answer was given and not recorded', async () => {
  const turnId = await newTurn(inbox)
  const [first, second] = [newAgent(() => 'Fine.'), newAgent(() => 'Fine.')]
  for (const { agent } of [first, second]) {
    expect(await last(agent.answer(asked(turnId)))).toMatchObject({ type: 'done' })
  }
  expect(second.did).toEqual([])
})

it('keeps neither the question nor what was said before', async () => {
  const turnId = await newTurn(inbox)
  const message = { ...messageOf('earlier'), text: 'said before' }
  const earlier: Turn = {
    id: turnId,
    threadId: message.threadId,
    message,
    state: 'done',
    reply: null,
    failure: null,
    createdAt: new Date(),
    endedAt: null,
  }
  await last(newAgent(() => 'Fine.').agent.answer(asked(turnId, [earlier])))
  const pages = await postgresCheckpoints(database.sql).read(turnId)
  const kept = JSON.stringify(await entriesOf(pages))
  expect(kept).toContain('technical')
  expect(kept).not.toContain('said before')
  expect(kept).not.toContain(message.author.name)
  expect(kept).not.toContain(messageOf(turnId).text)
})
