import { createHash } from 'node:crypto'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { AppError } from '../core/errors.ts'
import type { Database } from './database.ts'
import { postgresEmbeddings } from './embeddings.ts'
import { databaseKinds, testDatabase } from './test-database.ts'

const hash = (text: string) => createHash('sha256').update(text).digest('hex')
const kept = (text: string, model: string, vector: readonly number[]) => ({
  hash: hash(text),
  model,
  vector,
})

describe.each(databaseKinds())('Embeddings (%s)', (kind) => {
  let database: Database | undefined
  beforeAll(async () => {
    database = await testDatabase(kind)
  })
  afterAll(() => database?.close())
  const store = () => {
    if (!database) throw new AppError('bug', 'no database')
    return postgresEmbeddings(database.sql)
  }

  it('are found by their hash, as precisely as a vector keeps them', async () => {
    await store().keep([kept('found', 'm/found', [0.6, -0.8, 3e-5])])
    const found = await store().find([hash('found'), hash('not there')])
    expect([...found.keys()]).toEqual([hash('found')])
    const [a = 0, b = 0, c = 0] = found.get(hash('found')) ?? []
    expect(a).toBeCloseTo(0.6, 6)
    expect(b).toBeCloseTo(-0.8, 6)
    expect(c).toBeCloseTo(3e-5, 9)
  })

  it('stay as they are when they are kept again, in one statement or two', async () => {
    const first = kept('twice', 'm/twice', [1, 0])
    await store().keep([first, kept('twice', 'm/twice', [0, 1])])
    await store().keep([kept('twice', 'm/twice', [0, 1])])
    expect((await store().find([hash('twice')])).get(hash('twice'))).toEqual([1, 0])
  })

  it('are found by nearness, among those of the same model and dimension only', async () => {
    await store().keep([
      kept('east', 'm/map', [1, 0]),
      kept('north-east', 'm/map', [0.8, 0.6]),
      kept('west', 'm/map', [-1, 0]),
      kept('another dimension', 'm/map', [1, 0, 0]),
      kept('another model', 'm/other', [1, 0]),
    ])
    const found = await store().nearest('m/map', [1, 0], 10)
    expect(found.map((neighbour) => neighbour.hash)).toEqual(
      ['east', 'north-east', 'west'].map(hash),
    )
    expect(found.map(({ similarity }) => similarity)).toEqual([1, expect.closeTo(0.8, 5), -1])
    expect(await store().nearest('m/map', [1, 0], 1)).toHaveLength(1)
  })

  it('may be none', async () => {
    await store().keep([])
    expect(await store().find([])).toEqual(new Map())
    expect(await store().nearest('m/nothing', [1, 0], 5)).toEqual([])
  })
})
