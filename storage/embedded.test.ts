import { fork } from 'node:child_process'
import { on, once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { type Database, openDatabase } from './database.ts'

let parent: string
let dataDir: string
let told: string[]

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'embedded-'))
  dataDir = join(parent, 'data')
  told = []
})

afterEach(() => rmSync(parent, { recursive: true }))

function open(folder = dataDir): Promise<Database> {
  return openDatabase({
    databaseUrl: undefined,
    dataDir: folder,
    onProgress: (text) => told.push(text),
  })
}

it('keeps what was written, says when it prepares, and leaves no lock', async () => {
  const first = await open()
  await first.sql`create table fruit as select 'apple' as name`
  await Promise.all([first.close(), first.close()])
  expect(readdirSync(dataDir)).toEqual(['postgres'])

  const second = await open()
  expect(await second.sql`select * from fruit`).toEqual([{ name: 'apple' }])
  await second.close()
  expect(told).toEqual(['Preparing the local database (first start only)…'])
})

it.each([1, 20, 60])('loses no row to kill -9 that was acknowledged, of %i twice', async (rows) => {
  const acknowledged = [...(await writeUntilKilled(rows)), ...(await writeUntilKilled(rows))]
  const database = await open()
  const kept = await database.sql<{ id: number }[]>`select id from written`
  await database.close()
  expect(kept.map(({ id }) => id)).toEqual(expect.arrayContaining(acknowledged))
})

async function writeUntilKilled(rows: number): Promise<unknown[]> {
  const writer = fork(new URL('test-writer.ts', import.meta.url), [dataDir])
  const acknowledged: unknown[] = []
  for await (const [id] of on(writer, 'message')) {
    acknowledged.push(id)
    if (acknowledged.length === rows) break
  }
  writer.kill('SIGKILL')
  await once(writer, 'exit')
  return acknowledged
}

it('starts over when it was stopped while it prepared', async () => {
  mkdirSync(join(dataDir, 'postgres.new', 'base'), { recursive: true })
  const database = await open()
  expect(await database.sql`select 1 as one`).toEqual([{ one: 1 }])
  await database.close()
})

describe('what stands in the way is named in one line', () => {
  it('a folder that is in use', async () => {
    const first = await open()
    await expect(open()).rejects.toMatchObject({
      code: 'conflict',
      message: `DATA_DIR: the folder ${dataDir} is in use by process ${process.pid}; stop it, or set DATA_DIR to another folder`,
    })
    await first.close()
    await (await open()).close()
  })

  it('a file in the place of the folder', async () => {
    writeFileSync(dataDir, '')
    await expect(open()).rejects.toThrow(
      `DATA_DIR: the folder ${dataDir} cannot be made, since a file is in its place; move the file away, or set DATA_DIR to another folder`,
    )
    await expect(open(join(dataDir, 'below'))).rejects.toThrow('a file is in its place')
  })

  it.skipIf(process.platform === 'win32')('a folder that cannot be written', async () => {
    mkdirSync(dataDir, { mode: 0o500 })
    await expect(asNobody(open)).rejects.toMatchObject({
      code: 'invalid',
      message: `DATA_DIR: the folder ${dataDir} cannot be written; make it writable, or set DATA_DIR to another folder`,
    })
    expect(readdirSync(dataDir)).toEqual([])
  })

  it('a database of another version of Postgres', async () => {
    await (await open()).close()
    writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '17\n')
    await expect(open()).rejects.toThrow('was initialized by PostgreSQL version 17')
  })

  it('a database that is damaged, which stays as it is', async () => {
    await (await open()).close()
    rmSync(join(dataDir, 'postgres', 'global', 'pg_control'))
    await expect(open()).rejects.toThrow(
      `DATA_DIR: the database in ${dataDir}/postgres did not open (could not open file "global/pg_control"`,
    )
    await expect(open()).rejects.toMatchObject({ code: 'unavailable' })
    expect(readdirSync(dataDir)).toEqual(['postgres'])
  })
})

/** Root may write everywhere, so a test that runs as root steps down. */
function asNobody<Result>(act: () => Result): Result {
  if (process.geteuid?.() !== 0) return act()
  process.seteuid?.(65_534)
  try {
    return act()
  } finally {
    process.seteuid?.(0)
  }
}
