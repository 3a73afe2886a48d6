import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'

import { afterEach, beforeEach, expect, it } from 'vitest'

import { unpackBlank } from './blank.ts'
import type { Sql } from './database.ts'
import { openDriver } from './driver.ts'
import { type Engine, startEngine } from './embedded-engine.ts'

let folder: string
let engine: Engine

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'engine-'))
  unpackBlank(folder)
})

afterEach(async () => {
  await engine.stop()
  rmSync(folder, { recursive: true })
})

function connect(): Sql {
  return openDriver({ host: 'embedded', user: 'postgres', max: 1, socket: engine.connect })
}

it('rolls back what a connection left open before it serves the next', async () => {
  engine = await startEngine(folder)
  const first = connect()
  await first`create table fruit (name text)`
  const reserved = await first.reserve()
  await reserved`begin`
  await reserved`insert into fruit values ('apple')`
  await first.end({ timeout: 0 })

  const second = connect()
  expect(await second`select * from fruit`).toEqual([])
  await second.end()
})

it('ends a thread whose statement hangs, says why, and serves the next from a new one', async () => {
  const deaths: string[] = []
  const onDeath = (reason: string) => deaths.push(reason)
  engine = await startEngine(folder, { statementLimitMs: 3_000, onDeath })
  const sql = connect()
  await sql`create table fruit as select 'apple' as name`
  const [hung, behind] = [sql`select pg_sleep(60)`.execute(), sql`select 1`.execute()]
  await expect(behind).rejects.toMatchObject({ code: 'timeout' })
  await expect(hung).rejects.toMatchObject({
    message: 'the embedded database did not answer within 3 s and was ended',
  })
  expect(await sql`select name from fruit`).toEqual([{ name: 'apple' }])
  expect(deaths).toEqual(['the embedded database did not answer within 3 s and was ended'])
  await sql.end()
})

it('opens the database again when its thread died by itself', async () => {
  const threads: Worker[] = []
  const collect = (thread: Worker) => threads.push(thread)
  process.on('worker', collect)
  const deaths: string[] = []
  engine = await startEngine(folder, { onDeath: (reason) => deaths.push(reason) })
  process.off('worker', collect)
  const sql = connect()
  await sql`create table fruit as select 'apple' as name`
  const underWay = sql`select pg_sleep(60)`.execute()
  void threads[0]?.terminate()
  await expect(underWay).rejects.toMatchObject({ code: 'unavailable' })
  expect(await sql`select name from fruit`).toEqual([{ name: 'apple' }])
  expect(deaths).toEqual(['the embedded database stopped'])
  await sql.end()
})

it('says why it cannot be opened again, and opens when it can', async () => {
  engine = await startEngine(folder, { statementLimitMs: 3_000 })
  const sql = connect()
  const version = join(folder, 'PG_VERSION')
  const kept = readFileSync(version)
  const hung = sql`select pg_sleep(60)`.execute()
  writeFileSync(version, '17\n')
  await expect(hung).rejects.toMatchObject({ code: 'timeout' })
  await expect(sql`select 1`).rejects.toThrow('was initialized by PostgreSQL version 17')
  writeFileSync(version, kept)
  expect(await sql`select 1 as one`).toEqual([{ one: 1 }])
  await sql.end()
})

it('fails what is under way, and what comes later, when the thread has stopped', async () => {
  engine = await startEngine(folder)
  const sql = connect()
  await sql`select 1`
  const underWay = sql`select pg_sleep(60)`.execute()
  await engine.stop()
  await expect(underWay).rejects.toMatchObject({ code: 'unavailable' })
  await expect(sql`select 1`).rejects.toMatchObject({ message: 'the embedded database stopped' })
  await expect(sql`select 1`).rejects.toMatchObject({ message: 'the embedded database stopped' })
})
