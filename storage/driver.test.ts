import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'

import { describe, expect, it, onTestFinished } from 'vitest'

import { testDatabaseUrl } from '../test/environment.ts'
import { openDriver } from './driver.ts'
import { databaseKinds, testDatabase } from './test-database.ts'

describe.each(databaseKinds())('the driver on %s', (kind) => {
  it('sends and reads arrays of whatever text', async () => {
    const { sql, close } = await testDatabase(kind)
    onTestFinished(close)
    const texts = ['', 'a,b', '{"c"}', 'back\\slash', 'null', "it's", ' é 漢 😀\n']
    const ids = ['0190a3f4-0000-7000-8000-000000000000']
    const [row] = await sql`
      select ${texts}::text[] as texts, to_json(${texts}::text[]) as sent, ${ids}::uuid[] as ids,
        ${[]}::text[] as none`
    expect(row).toEqual({ texts, sent: texts, ids, none: [] })
  })
})

/** Passes everything on to a server, and keeps what was sent to it. */
async function startListening(to: URL) {
  const sent: Buffer[] = []
  const server = createServer((client) => {
    const upstream = connect(Number(to.port || 5432), to.hostname)
    client.on('data', (data) => sent.push(data)).on('error', () => upstream.destroy())
    upstream.on('error', () => client.destroy())
    client.pipe(upstream).pipe(client)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  return { port, said: () => Buffer.concat(sent).toString('latin1') }
}

const databaseUrl = testDatabaseUrl()

describe.skipIf(databaseUrl === undefined)('a connection (needs TEST_DATABASE_URL)', () => {
  it('asks for nothing of its own: cut in the midst of it, it would end the process', async () => {
    const url = new URL(databaseUrl ?? 'postgres://127.0.0.1')
    const { port, said } = await startListening(new URL(url))
    url.host = `127.0.0.1:${port}`
    const sql = openDriver({ max: 1, ssl: false }, url.href)
    onTestFinished(() => sql.end())
    await sql`select 'mine' as word`
    expect(said()).toContain("select 'mine' as word")
    expect(said()).not.toContain('pg_type')
  })
})
