import { once } from 'node:events'
import { createServer } from 'node:net'

export interface RefusingPostgres {
  /** `127.0.0.1:54321` */
  readonly host: string
  close(): void
}

/** Refuses whoever comes, the way Postgres does, with one of its codes. */
export async function startRefusingPostgres(code: string): Promise<RefusingPostgres> {
  const fields = Buffer.from(`SFATAL\0C${code}\0Mno entry\0\0`)
  const length = Buffer.alloc(4)
  length.writeInt32BE(fields.length + 4)
  const server = createServer((socket) => {
    socket.once('data', () => socket.end(Buffer.concat([Buffer.from('E'), length, fields])))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port')
  return { host: `127.0.0.1:${address.port}`, close: () => void server.close() }
}
