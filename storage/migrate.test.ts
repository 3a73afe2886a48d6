import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { type Database, openDatabase } from './database.ts'
import { migrate } from './migrate.ts'
import { migrationsFolder } from './migrations.ts'
import { databaseKinds, emptyDatabase } from './test-database.ts'

describe.each(databaseKinds())('migrate on %s', (kind) => {
  let database: Database
  let folder: string

  beforeAll(async () => {
    database = await emptyDatabase(kind)
  })

  afterAll(() => database.close())

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'migrations-'))
    write('0001_fruit.sql', 'create table fruit (name text);\ninsert into fruit values ($$a;b$$);')
    write('0002_weight.sql', 'alter table fruit add weight integer;')
  })

  afterEach(async () => {
    await database.sql`drop schema public cascade`
    await database.sql`create schema public`
    rmSync(folder, { recursive: true })
  })

  function write(name: string, text: string): void {
    writeFileSync(join(folder, name), text)
  }

  it('applies every file once, in order', async () => {
    expect(await migrate(database.sql, folder)).toEqual(['0001_fruit.sql', '0002_weight.sql'])
    expect(await migrate(database.sql, folder)).toEqual([])
    expect(await database.sql`select * from fruit`).toEqual([{ name: 'a;b', weight: null }])
  })

  it('applies only what is new', async () => {
    await migrate(database.sql, folder)
    write('0003_colour.sql', 'alter table fruit add colour text;')
    expect(await migrate(database.sql, folder)).toEqual(['0003_colour.sql'])
  })

  it('undoes a file that fails and says where', async () => {
    write('0003_broken.sql', 'create table half (id integer);\nselect * from nowhere;')
    await expect(migrate(database.sql, folder)).rejects.toThrow(
      'migrations/0003_broken.sql, line 2: relation "nowhere" does not exist',
    )
    const [found] =
      await database.sql`select to_regclass('half') as half, to_regclass('fruit') as fruit`
    expect(found).toEqual({ half: null, fruit: 'fruit' })
    write('0003_broken.sql', 'create table whole (id integer);')
    expect(await migrate(database.sql, folder)).toEqual(['0003_broken.sql'])
  })

  it('refuses a file that changed after it was applied', async () => {
    await migrate(database.sql, folder)
    write('0001_fruit.sql', 'create table fruits (name text);')
    await expect(migrate(database.sql, folder)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(
        'migrations/0001_fruit.sql is not the file that was applied',
      ),
    })
  })

  it('takes a file for the same whichever line ends it has', async () => {
    await migrate(database.sql, folder)
    write(
      '0001_fruit.sql',
      'create table fruit (name text);\r\ninsert into fruit values ($$a;b$$);',
    )
    expect(await migrate(database.sql, folder)).toEqual([])
  })

  it('lets older code start on a database that is ahead of it', async () => {
    await migrate(database.sql, folder)
    rmSync(join(folder, '0002_weight.sql'))
    expect(await migrate(database.sql, folder)).toEqual([])
  })

  it.each([
    ['a gap', '0004_late.sql', 'migrations/0004_late.sql must have number 0003'],
    ['a number twice', '0002_again.sql', 'migrations/0002_weight.sql must have number 0003'],
    ['another kind of name', '3-Late.sql', 'migrations/3-Late.sql must have a name like'],
  ])('refuses %s', async (_, name, message) => {
    write(name, 'select 1;')
    await expect(migrate(database.sql, folder)).rejects.toThrow(message)
  })

  it('applies the migrations of this repository', async () => {
    await migrate(database.sql, migrationsFolder)
    const [found] = await database.sql`select '[1,2]'::vector <-> '[1,4]'::vector as distance`
    expect(found).toEqual({ distance: 2 })
  })

  it('applies each file once when several processes start together', async () => {
    const other = kind === 'server' ? await reopen(database) : database
    const names = await Promise.all([
      migrate(database.sql, folder),
      migrate(other.sql, folder),
      migrate(other.sql, folder),
    ])
    expect(names.flat().toSorted()).toEqual(['0001_fruit.sql', '0002_weight.sql'])
    expect(await database.sql`select count(*) from fruit`).toEqual([{ count: 1 }])
    if (other !== database) await other.close()
  })
})

async function reopen({ sql }: Database): Promise<Database> {
  const { host, port, user, database } = sql.options
  return openDatabase({
    databaseUrl: `postgres://${user}@${host[0]}:${port[0]}/${database}`,
    dataDir: '',
    onProgress: () => {},
  })
}
