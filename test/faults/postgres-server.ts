import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { chown, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { until, within } from './bounds.ts'
import { removeAtOnce, undoneAtExit } from './holdings.ts'

const run = promisify(execFile)
const limitMs = 60_000

/** A PostgreSQL of our own, which nobody minds being killed. It keeps its data on the disk, with fsync. */
export interface PostgresServer {
  /** The address of one of its databases. */
  url(database: string): string
  /** `fast` ends connections in order, `immediate` as a crash does. Resolves when it answers again. */
  restart(mode: 'fast' | 'immediate'): Promise<void>
  close(): Promise<void>
}

/** Where the server's programs are; null when this machine has none. */
export function postgresPrograms(): string | null {
  const packaged = '/usr/lib/postgresql'
  const versions = existsSync(packaged) ? readdirSync(packaged) : []
  const newest = versions.map(Number).toSorted((a, b) => b - a)
  const folders = [...newest.map((version) => `${packaged}/${version}/bin`), '/usr/local/bin']
  return folders.find((folder) => existsSync(join(folder, 'initdb'))) ?? null
}

export async function openPostgres(programs: string): Promise<PostgresServer> {
  const place = await openPlace(programs)
  let server = await begin(place)
  return {
    url: (database) => `postgres://postgres@127.0.0.1:${place.port}/${database}`,
    async restart(mode) {
      await end(server, mode === 'fast' ? 'SIGINT' : 'SIGQUIT')
      server = await begin(place)
    },
    async close() {
      await end(server, 'SIGINT')
      await rm(place.folder, { recursive: true, force: true })
      place.forget()
    },
  }
}

/** Where a server keeps its data and listens. */
interface Place {
  readonly program: (name: string) => string
  readonly folder: string
  readonly port: number
  readonly account: Account | null
  readonly forget: () => void
}

interface Account {
  readonly uid: number
  readonly gid: number
}

async function openPlace(programs: string): Promise<Place> {
  const account = await accountToRunAs()
  const folder = await mkdtemp(join(tmpdir(), 'ai-hub-faults-postgres-'))
  const forget = undoneAtExit(() => removeAtOnce(folder))
  if (account) await chown(folder, account.uid, account.gid)
  const program = (name: string) => join(programs, name)
  const quick = ['-U', 'postgres', '-A', 'trust', '--no-sync', '-E', 'UTF8', '--locale=C']
  await run(program('initdb'), ['-D', folder, ...quick], { ...account, cwd: folder })
  return { program, folder, account, forget, port: await freePort() }
}

async function begin(place: Place): Promise<ChildProcess> {
  const { program, folder, port, account } = place
  const settings = ['fsync=on', 'listen_addresses=127.0.0.1', `port=${port}`, 'max_connections=200']
  const given = [...settings, `unix_socket_directories=${folder}`].flatMap((one) => ['-c', one])
  const options = { ...account, cwd: folder, stdio: 'ignore' } as const
  const begun = spawn(program('postgres'), ['-D', folder, ...given], options)
  begun.once(
    'exit',
    undoneAtExit(() => begun.kill('SIGQUIT')),
  )
  await until(() => isReady(place, begun), limitMs, 'the start of PostgreSQL')
  return begun
}

async function isReady({ program, port }: Place, { exitCode }: ChildProcess): Promise<boolean> {
  if (exitCode !== null) throw new Error(`postgres ended with ${exitCode}`)
  const reach = ['-q', '-h', '127.0.0.1', '-p', String(port)]
  return run(program('pg_isready'), reach).then(
    () => true,
    () => false,
  )
}

async function end(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const ended = once(server, 'exit')
  server.kill(signal)
  await within(limitMs, `the end of PostgreSQL after ${signal}`, ended)
}

/** PostgreSQL refuses to run as root. */
async function accountToRunAs(): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null
  return { uid: await id('-u'), gid: await id('-g') }
}

async function id(flag: string): Promise<number> {
  const { stdout } = await run('id', [flag, 'postgres'])
  return Number(stdout)
}

/** One that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}
