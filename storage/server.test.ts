import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { inspect } from 'node:util'

import { describe, expect, it, onTestFinished } from 'vitest'

import { AppError } from '../core/errors.ts'
import { startRefusingPostgres } from '../test/fakes/postgres.ts'
import { openDatabase } from './database.ts'
import { requireUsable } from './server.ts'

const password = 'hunter2'

async function failureOf(databaseUrl: string): Promise<AppError> {
  const opened = openDatabase({ databaseUrl, dataDir: '', onProgress: () => {} })
  const error: unknown = await opened.catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(AppError)
  expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(password)
  return error as AppError
}

async function refusing(code: string): Promise<string> {
  const { host, close } = await startRefusingPostgres(code)
  onTestFinished(close)
  return `postgres://ann:${password}@${host}/hub`
}

describe('a server that cannot be used is named in one line, never with the password', () => {
  it.each(['hub', `mysql://ann:${password}@db/hub`, `postgres://ann:${password}@db:port/hub`])(
    'what is no URL for it: %s',
    async (url) => {
      const { code, message } = await failureOf(url)
      expect(code).toBe('invalid')
      expect(message).toBe('DATABASE_URL must look like postgres://user:password@host:5432/db')
    },
  )

  it('nobody there', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    server.close()
    await once(server, 'close')
    const { message } = await failureOf(`postgres://ann:${password}@127.0.0.1:${port}/hub`)
    expect(message).toBe(
      `DATABASE_URL: 127.0.0.1:${port}: nothing answers there (ECONNREFUSED); start PostgreSQL or correct the address`,
    )
  })

  it('no such host', async () => {
    const { message } = await failureOf(`postgres://ann:${password}@nowhere.invalid/hub`)
    expect(message).toMatch(/^DATABASE_URL: nowhere.invalid: no host has that name \(E\w+\);/)
  })

  it.each([
    ['28P01', 'the password for user ann is wrong or missing'],
    ['3D000', 'there is no database hub; create it with: createdb hub'],
    ['57P03', 'the server did not let us in: no entry'],
  ])('refused with %s', async (code, sentence) => {
    const { message } = await failureOf(await refusing(code))
    expect(message).toContain(sentence)
  })

  it('too old', () => {
    const url = new URL('postgres://db:5432/hub')
    expect(() => requireUsable({ version: 14, vector: true }, url)).toThrow(
      'DATABASE_URL: db:5432 runs PostgreSQL 14; 15 or later is needed',
    )
    expect(() => requireUsable({ version: 15, vector: true }, url)).not.toThrow()
  })

  it('without pgvector', () => {
    const url = new URL('postgres://db:5432/hub')
    expect(() => requireUsable({ version: 17, vector: false }, url)).toThrow(
      'DATABASE_URL: db:5432 lacks the pgvector extension; install it on the server ' +
        '(Debian and Ubuntu: apt-get install postgresql-17-pgvector)',
    )
  })
})
