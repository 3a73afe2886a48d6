import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, it } from 'vitest'

import { unpackBlank } from './blank.ts'
import type { Sql } from './database.ts'
import { openDriver } from './driver.ts'
import { type Engine, startEngine } from './embedded-engine.ts'

let folder: string
let engine: Engine

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'engine-'))
  unpackBlank(folder)
  engine = await startEngine(folder)
})

afterEach(async () => {
  await engine.stop()
  rmSync(folder, { recursive: true })
})

function connect(): Sql {
  return openDriver({ host: 'embedded', user: 'postgres', max: 1, socket: engine.connect })
}

it('rolls back what a connection left open before it serves the next', async () => {
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

it('fails what is under way, and what comes later, when the thread has stopped', async () => {
  const sql = connect()
  await sql`select 1`
  const underWay = sql`select pg_sleep(60)`.execute()
  await engine.stop()
  await expect(underWay).rejects.toMatchObject({ code: 'unavailable' })
  await expect(sql`select 1`).rejects.toMatchObject({ message: 'the embedded database stopped' })
  await expect(sql`select 1`).rejects.toMatchObject({ message: 'the embedded database stopped' })
})
