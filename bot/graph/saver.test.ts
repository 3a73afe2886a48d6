import { emptyCheckpoint, ERROR, type PendingWrite, uuid6 } from '@langchain/langgraph-checkpoint'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { CheckpointStore } from '../../core/checkpoint-store.ts'
import type { TurnStore } from '../../core/turn-store.ts'
import { postgresCheckpoints } from '../../storage/checkpoints.ts'
import type { Database } from '../../storage/database.ts'
import { databaseKinds, testDatabase } from '../../storage/test-database.ts'
import { postgresTurns } from '../../storage/turns.ts'
import { TurnSaver } from './saver.ts'
import { analysts, smallGraph } from './saver/test-graph.ts'
import { newTurn } from './saver/test-turns.ts'

const allFound = analysts.map((name) => `${name} found`)
const loop = { source: 'loop', step: 0, parents: {} } as const

describe.each(databaseKinds())('the turn saver on %s', (kind) => {
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

  describe('what it costs', () => {
    it('is one page for the plan and one for each analyst, and one read', async () => {
      const turnId = await newTurn(inbox)
      const calls: string[] = []
      const saver = new TurnSaver(counting(calls))
      const gates = analysts.map(() => Promise.withResolvers<void>())
      const graph = smallGraph(
        saver,
        Object.fromEntries(
          analysts.map((name, at) => [name, () => gates[at]?.promise ?? Promise.resolve()]),
        ),
      )
      expect(await saver.open(turnId)).toBe(false)
      const answered = graph.begin(turnId)
      for (const gate of gates) {
        const before = calls.length
        gate.resolve()
        while (calls.length === before) await new Promise((resolve) => setImmediate(resolve))
      }
      await answered
      saver.close(turnId)
      await saver.deleteThread(turnId)
      expect(calls).toEqual(['read', ...['plan', ...analysts].map(() => 'append'), 'forget'])
    })

    function counting(calls: string[]): CheckpointStore {
      const noted = <R>(name: string, done: R) => {
        calls.push(name)
        return done
      }
      return {
        append: (turnId, page) => noted('append', store.append(turnId, page)),
        read: (turnId) => noted('read', store.read(turnId)),
        forget: (turnId) => noted('forget', store.forget(turnId)),
        turns: () => noted('turns', store.turns()),
      }
    }
  })

  it('keeps many turns apart that run at once', async () => {
    const saver = new TurnSaver(store)
    const ids = await Promise.all(Array.from({ length: 20 }, () => newTurn(inbox)))
    await Promise.allSettled(
      ids.map((id, at) =>
        smallGraph(
          saver,
          at % 2 === 0 ? {} : { sentiment: () => Promise.reject(new Error('no')) },
        ).begin(id),
      ),
    )
    const again = ids.map(async (id) => {
      const graph = smallGraph(restarted())
      expect(await graph.resume(id)).toEqual(allFound)
      return graph.ran
    })
    for (const [at, ran] of (await Promise.all(again)).entries()) {
      expect(ran).toEqual(at % 2 === 0 ? ['answer'] : ['sentiment', 'answer'])
    }
  })

  it('leaves nothing behind when a turn is deleted', async () => {
    const turnId = await newTurn(inbox)
    const saver = new TurnSaver(store)
    await smallGraph(saver).begin(turnId)
    await saver.deleteThread(turnId)
    expect(await store.read(turnId)).toEqual([])
    expect(await saver.getTuple({ configurable: { thread_id: turnId } })).toBeUndefined()
  })

  it('keeps at once what somebody changed by hand', async () => {
    const config = { configurable: { thread_id: await newTurn(inbox) } }
    const { compiled } = smallGraph(new TurnSaver(store))
    await compiled.updateState(config, { question: 'changed' }, 'plan')
    const seen = await smallGraph(restarted()).compiled.getState(config)
    expect(seen.values).toMatchObject({ question: 'changed' })
  })

  it('reads what was kept since the run was opened', async () => {
    const turnId = await newTurn(inbox)
    const saver = new TurnSaver(store)
    await saver.open(turnId)
    await smallGraph(saver).begin(turnId)
    const { values } = await smallGraph(saver).compiled.getState({
      configurable: { thread_id: turnId },
    })
    expect(values).toMatchObject({ findings: allFound })
  })

  it('keeps the values of two branches apart that are at the same version', async () => {
    const config = { configurable: { thread_id: await newTurn(inbox) } }
    const { compiled } = smallGraph(new TurnSaver(store))
    await compiled.invoke({ question: 'root' }, config)
    const root = (await compiled.getState(config)).config
    const [one, two] = [
      await compiled.updateState(root, { question: 'one' }, 'answer'),
      await compiled.updateState(root, { question: 'two' }, 'answer'),
    ]
    const seen = smallGraph(restarted()).compiled
    expect((await seen.getState(one)).values).toMatchObject({ question: 'one' })
    expect((await seen.getState(two)).values).toMatchObject({ question: 'two' })
    expect((await seen.getState(root)).values).toMatchObject({ question: 'root' })
  })

  describe('pending writes', () => {
    async function writesOf(
      put: (saver: TurnSaver, at: { configurable: object }) => Promise<void>,
    ) {
      const turnId = await newTurn(inbox)
      const saver = new TurnSaver(store)
      const checkpoint = emptyCheckpoint()
      const at = await saver.put({ configurable: { thread_id: turnId } }, checkpoint, loop, {})
      await put(saver, { configurable: { ...at.configurable } })
      const tuple = await restarted().getTuple({ configurable: { thread_id: turnId } })
      return tuple?.pendingWrites
    }

    it('come back by task path, then task, then position, whatever order they were put in', async () => {
      const path = (at: number) => `~__pregel_push, ${String(at).padStart(10, '0')}, 0000000000`
      const many = Array.from({ length: 12 }, (_, at): PendingWrite => ['c', at])
      const writes = await writesOf(async (saver, at) => {
        await saver.putWrites(at, [['c', 'third']], 'task a', path(10))
        await saver.putWrites(at, [['c', 'second']], 'task b', path(9))
        await saver.putWrites(at, [['c', 'emoji']], 'task d', '~😀')
        await saver.putWrites(at, [['c', 'private use']], 'task e', '~\uE000')
        await saver.putWrites(at, many, 'task c', path(1))
        await saver.putWrites(at, [['c', 'input']], 'task z')
      })
      expect(writes?.map(([, , value]) => value)).toEqual([
        'input',
        ...many.map(([, value]) => value),
        'second',
        'third',
        'private use',
        'emoji',
      ])
    })

    it('keep the first result of a task and the last of its errors', async () => {
      const writes = await writesOf(async (saver, at) => {
        await saver.putWrites(at, [['c', 'first']], 'task')
        await saver.putWrites(at, [['c', 'second']], 'task')
        await saver.putWrites(at, [[ERROR, 'early']], 'task')
        await saver.putWrites(at, [[ERROR, 'late']], 'task')
      })
      expect(writes).toEqual([
        ['task', ERROR, 'late'],
        ['task', 'c', 'first'],
      ])
    })
  })

  describe('hostile ids', () => {
    const ids = [
      "'; drop table checkpoints; --",
      '__proto__',
      'a\0b',
      '\uD800',
      '|',
      '","',
      '\n',
      '😀',
    ]

    it('are names and nothing else, in every place but the turn', async () => {
      const turnId = await newTurn(inbox)
      const saver = new TurnSaver(store)
      for (const name of ids) {
        const checkpoint = { ...emptyCheckpoint(), id: `${uuid6(0)}${name}` }
        const place = { configurable: { thread_id: turnId, checkpoint_ns: name } }
        const at = await saver.put(place, checkpoint, loop, {})
        await saver.putWrites(at, [[name, name]], name, name)
        const tuple = await restarted().getTuple(at)
        expect(tuple?.checkpoint.id).toBe(checkpoint.id)
        expect(tuple?.config).toEqual(at)
        expect(tuple?.pendingWrites).toEqual([[name, name, name]])
      }
    })

    it('do not run into one another', async () => {
      const turnId = await newTurn(inbox)
      const saver = new TurnSaver(store)
      const pairs = ['|', '","', ',', '\n'].flatMap((mark) => [
        { namespace: 'a', id: `b${mark}c` },
        { namespace: `a${mark}b`, id: 'c' },
      ])
      for (const { namespace, id } of pairs) {
        const place = { configurable: { thread_id: turnId, checkpoint_ns: namespace } }
        const at = await saver.put(place, { ...emptyCheckpoint(), id }, loop, {})
        await saver.putWrites(at, [['c', `${namespace} ${id}`]], 'task')
      }
      const tuples = await Array.fromAsync(saver.list({ configurable: { thread_id: turnId } }))
      const found = tuples.map(({ pendingWrites }) => pendingWrites)
      const expected = pairs.map(({ namespace, id }) => [['task', 'c', `${namespace} ${id}`]])
      expect(found).toHaveLength(pairs.length)
      expect(found).toEqual(expect.arrayContaining(expected))
    })

    it('are refused for a turn', async () => {
      const at = { configurable: { thread_id: "1'; drop table turns; --" } }
      await expect(new TurnSaver(store).getTuple(at)).rejects.toMatchObject({ code: 'invalid' })
    })
  })
})
