/** For embedded.test.ts: inserts rows and tells of each one that was acknowledged, until it is killed. */
import { openDatabase } from './database.ts'

const [dataDir = ''] = process.argv.slice(2)
const { sql } = await openDatabase({ databaseUrl: undefined, dataDir, onProgress: () => {} })
await sql`create table if not exists written (id integer generated always as identity, text text)`
for (;;) {
  // oxlint-disable-next-line no-await-in-loop -- one at a time is the point.
  const [row] = await sql`insert into written (text) values (${'x'.repeat(2_000)}) returning id`
  process.send?.(row?.['id'])
}
