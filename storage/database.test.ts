import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { Database, Sql } from './database.ts'
import { databaseKinds, emptyDatabase } from './test-database.ts'

describe.each(databaseKinds())('what we ask of Postgres holds on %s', (kind) => {
  let database: Database
  let sql: Sql

  beforeAll(async () => {
    database = await emptyDatabase(kind)
    sql = database.sql
    await sql`create table task (id bigint generated always as identity primary key, text text, data jsonb)`
  })

  afterAll(() => database.close())

  it('gives counts and keys as numbers', async () => {
    const [row] =
      await sql`insert into task (text) values ('a') returning id, (select count(*) from task)`
    expect(row).toEqual({ id: 1, count: expect.any(Number) })
  })

  it('carries JSON, lists, dates, nothing, and texts of any size and script', async () => {
    const text = 'Zürich 東京 🍏 '.repeat(100_000)
    const at = new Date('2026-01-02T03:04:05.678Z')
    const data = { list: [1, 'two', null], nested: { deep: true } }
    const [row] = await sql`
      select ${text}::text as text, ${at}::timestamptz as at, ${sql.json(data)}::jsonb as data,
             ${['a', 'b,"c"']}::text[] as list, ${null}::text as nothing`
    expect(row).toEqual({ text, at, data, list: ['a', 'b,"c"'], nothing: null })
  })

  it('knows upper and lower case beyond ASCII', async () => {
    expect(await sql`select lower('ÄÉ') as lower`).toEqual([{ lower: 'äé' }])
  })

  it('keeps a transaction that ends and forgets one that fails', async () => {
    await sql.begin((tx) => tx`insert into task (text) values ('kept')`)
    const failed = sql.begin(async (tx) => {
      await tx`insert into task (text) values ('forgotten')`
      await tx`select 1 / 0`
    })
    await expect(failed).rejects.toMatchObject({ code: '22012' })
    const rows = await sql`select text from task where text in ('kept', 'forgotten')`
    expect(rows).toEqual([{ text: 'kept' }])
  })

  it('goes on after a statement that fails', async () => {
    await expect(sql`select * from nowhere`).rejects.toMatchObject({ code: '42P01' })
    await expect(sql`select ${'x'}::integer`).rejects.toMatchObject({ code: '22P02' })
    expect(await sql`select 1 as one`).toEqual([{ one: 1 }])
  })

  it('answers many statements at once, each with its own rows', async () => {
    const numbers = Array.from({ length: 200 }, (_, index) => index)
    const answers = await Promise.all(numbers.map((n) => sql`select ${n}::integer as n`))
    expect(answers.map(([row]) => row?.['n'])).toEqual(numbers)
  })

  it('claims with skip locked, inserts many at once, and reads by cursor', async () => {
    const rows = Array.from({ length: 50 }, (_, index) => ({ text: `many ${index}` }))
    await sql`insert into task ${sql(rows)}`
    const claimed = await sql`
      update task set data = '{}' where id in
        (select id from task where text like 'many%' order by id limit 10 for update skip locked)
      returning text`
    expect(claimed).toHaveLength(10)
    const seen: string[] = []
    for await (const chunk of sql`select text from task where text like 'many%'`.cursor(20)) {
      seen.push(...chunk.map(({ text }) => text))
    }
    expect(seen).toHaveLength(50)
  })

  it('searches vectors through an index', async () => {
    await sql`create extension if not exists vector`
    await sql`create table place (id integer, at vector(3))`
    await sql`insert into place values (1, '[1,0,0]'), (2, '[0,1,0]'), (3, '[0,0,1]')`
    await sql`create index on place using hnsw (at vector_cosine_ops)`
    const found = await sql`select id from place order by at <=> '[0,0.9,0.1]' limit 2`
    expect(found).toEqual([{ id: 2 }, { id: 3 }])
  })
})
