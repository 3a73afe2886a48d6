import { Annotation, END, START, StateGraph } from '@langchain/langgraph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { CheckpointStore } from '../../../core/checkpoint-store.ts'
import type { TurnStore } from '../../../core/turn-store.ts'
import type { TurnId } from '../../../core/types.ts'
import { postgresCheckpoints } from '../../../storage/checkpoints.ts'
import type { Database } from '../../../storage/database.ts'
import { databaseKinds, testDatabase } from '../../../storage/test-database.ts'
import { postgresTurns } from '../../../storage/turns.ts'
import { TurnSaver } from '../saver.ts'
import { analysts, smallGraph } from './test-graph.ts'
import { newTurn } from './test-turns.ts'

const allFound = analysts.map((name) => `${name} found`)

describe.each(databaseKinds())('after a crash, on %s', (kind) => {
  let database: Database
  let inbox: TurnStore
  let store: CheckpointStore

  beforeAll(async () => {
    database = await testDatabase(kind)
    inbox = postgresTurns(database)
    store = postgresCheckpoints(database.sql)
  })
  afterAll(() => database.close())

  /** As another process would see it. */
  const restarted = () => new TurnSaver(postgresCheckpoints(database.sql))

  it('runs only what had not finished: a failed analyst, and what comes after', async () => {
    const turnId = await newTurn(inbox)
    const others = Promise.withResolvers<void>()
    const first = smallGraph(new TurnSaver(store), {
      technical: () => others.promise,
      fundamental: () => others.promise.then(() => Promise.reject(new Error('vendor gone'))),
      sentiment: async () => others.resolve(),
    })
    await expect(first.begin(turnId)).rejects.toThrow('vendor gone')
    const second = smallGraph(restarted())
    expect(await second.resume(turnId)).toEqual(allFound)
    expect(second.ran).toEqual(['fundamental', 'answer'])
  })

  it('runs only the answer when all analysts had finished', async () => {
    const turnId = await newTurn(inbox)
    const answering = Promise.withResolvers<void>()
    const never = new AbortController()
    const first = smallGraph(new TurnSaver(store), {
      answer: () => {
        answering.resolve()
        return new Promise(() => {})
      },
    })
    const abandoned = first.begin(turnId, never.signal)
    await answering.promise
    await untilKept(turnId, 4)
    const second = smallGraph(restarted())
    expect(await second.resume(turnId)).toEqual(allFound)
    expect(second.ran).toEqual(['answer'])
    never.abort()
    await expect(abandoned).rejects.toThrow('aborted')
  })

  it('runs the answer again that was given and not yet recorded', async () => {
    const turnId = await newTurn(inbox)
    await smallGraph(new TurnSaver(store)).begin(turnId)
    const second = smallGraph(restarted())
    expect(await second.resume(turnId)).toEqual(allFound)
    expect(second.ran).toEqual(['answer'])
  })

  it.each([0, 1, 2, 3])('loses nothing that is on the first %i pages', async (survivors) => {
    const turnId = await newTurn(inbox)
    const first = smallGraph(new TurnSaver(dyingAfter(survivors)), oneByOne())
    await expect(first.begin(turnId)).rejects.toThrow('power cut')
    await untilKept(turnId, survivors)
    const saver = restarted()
    const canResume = await saver.open(turnId)
    expect(canResume).toBe(survivors > 0)
    const second = smallGraph(saver)
    expect(await (canResume ? second.resume(turnId) : second.begin(turnId))).toEqual(allFound)
    const finished = ['plan', ...analysts].slice(0, survivors)
    expect(second.ran).toEqual(['plan', ...analysts, 'answer'].filter((n) => !finished.includes(n)))
  })

  it('has what a failed statement was to keep, once a later one succeeds', async () => {
    const turnId = await newTurn(inbox)
    const first = smallGraph(
      new TurnSaver(failing('connection reset', (page) => page === 2)),
      oneByOne(),
    )
    await expect(first.begin(turnId)).rejects.toThrow('connection reset')
    await untilKept(turnId, 3)
    const second = smallGraph(restarted())
    expect(await second.resume(turnId)).toEqual(allFound)
    expect(second.ran).toEqual(['answer'])
  })

  it('goes on in the middle of a graph within the graph', async () => {
    const turnId = await newTurn(inbox)
    const config = { configurable: { thread_id: turnId } }
    const first = nested(new TurnSaver(store), async () => Promise.reject(new Error('crash')))
    await expect(first.compiled.invoke({ steps: [] }, config)).rejects.toThrow('crash')
    const second = nested(restarted(), async () => {})
    const { steps } = await second.compiled.invoke(null, config)
    expect(steps).toEqual(['one', 'two'])
    expect(second.ran).toEqual(['two'])
  })

  /** Analysts that finish one after the other, never in the same breath. */
  function oneByOne() {
    const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const afterwards = (go: () => void) => void setImmediate(go)
    return {
      technical: async () => afterwards(first.resolve),
      fundamental: () => first.promise.then(() => afterwards(second.resolve)),
      sentiment: () => second.promise,
    }
  }

  /** A store whose process dies after so many pages. */
  function dyingAfter(survivors: number): CheckpointStore {
    return failing('power cut', (page) => page > survivors)
  }

  function failing(reason: string, isFailing: (page: number) => boolean): CheckpointStore {
    let pages = 0
    return {
      ...store,
      append: async (turnId, page) => {
        pages += 1
        if (isFailing(pages)) throw new Error(reason)
        await store.append(turnId, page)
      },
    }
  }

  /** A run that failed does not wait for pages that are on their way. */
  async function untilKept(turnId: TurnId, pages: number): Promise<void> {
    while ((await store.read(turnId)).length < pages) continue
  }
})

/** Two steps in a graph inside a graph; the second does what it is told. */
function nested(saver: TurnSaver, second: () => Promise<void>) {
  const Steps = Annotation.Root({
    steps: Annotation<readonly string[]>({ reducer: (a, b) => [...a, ...b], default: () => [] }),
  })
  const ran: string[] = []
  const inner = new StateGraph(Steps)
    .addNode('one', async () => {
      ran.push('one')
      return { steps: ['one'] }
    })
    .addNode('two', async () => {
      ran.push('two')
      await second()
      return { steps: ['two'] }
    })
    .addEdge(START, 'one')
    .addEdge('one', 'two')
    .addEdge('two', END)
    .compile()
  const compiled = new StateGraph(Steps)
    .addNode('inner', inner)
    .addEdge(START, 'inner')
    .addEdge('inner', END)
    .compile({ checkpointer: saver })
  return { ran, compiled }
}
