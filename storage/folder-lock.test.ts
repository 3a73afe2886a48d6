import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, it, onTestFinished } from 'vitest'

import { lockFolder } from './folder-lock.ts'
import { startOf } from './process-start.ts'

let folder: string
let lock: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'))
  lock = join(folder, 'lock')
})

afterEach(() => rmSync(folder, { recursive: true }))

/** A process that takes every folder it is told of, and says whether it could. */
function startLocker(): ChildProcess {
  const locker = fork(new URL('test-locker.ts', import.meta.url))
  onTestFinished(() => void locker.kill('SIGKILL'))
  return locker
}

async function ask(locker: ChildProcess, path: string): Promise<unknown> {
  locker.send(path)
  const [answer] = await once(locker, 'message')
  return answer
}

function leaveLock(holder: object): void {
  writeFileSync(lock, JSON.stringify(holder))
}

it('leaves nothing behind', () => {
  const release = lockFolder(folder)
  expect(existsSync(lock)).toBe(true)
  release()
  release()
  expect(existsSync(lock)).toBe(false)
})

it('refuses a second holder in this process, and names it', () => {
  lockFolder(folder)
  expect(() => lockFolder(folder)).toThrow(
    `DATA_DIR: the folder ${folder} is in use by process ${process.pid}; stop it, or set DATA_DIR to another folder`,
  )
})

it('refuses while another process holds it, and takes it over once that was killed', async () => {
  const locker = startLocker()
  expect(await ask(locker, folder)).toBe('held')
  expect(() => lockFolder(folder)).toThrow(`is in use by process ${locker.pid};`)
  locker.kill('SIGKILL')
  await once(locker, 'exit')
  lockFolder(folder)()
})

it('is not fooled by a process that got the id of a dead one', () => {
  leaveLock({ pid: process.pid, start: 'earlier', host: hostname() })
  lockFolder(folder)
  expect(readFileSync(lock, 'utf8')).toContain(JSON.stringify(startOf(process.pid)))
})

it('takes over what a power failure left', () => {
  writeFileSync(lock, '')
  lockFolder(folder)
  expect(readFileSync(lock, 'utf8')).toContain(String(process.pid))
})

it('does not judge a process of another machine', () => {
  leaveLock({ pid: 1, start: 'then', host: 'elsewhere' })
  expect(() => lockFolder(folder)).toThrow(
    `is in use by process 1 on elsewhere; stop it, or remove ${lock} if it is gone, or set DATA_DIR`,
  )
})

it('leaves a lock alone that somebody else has by now', () => {
  const release = lockFolder(folder)
  leaveLock({ pid: 1, start: 'then', host: 'elsewhere' })
  release()
  expect(existsSync(lock)).toBe(true)
})

it('goes to exactly one of several that find a dead lock at once', async () => {
  const lockers = [startLocker(), startLocker(), startLocker(), startLocker()]
  for (let round = 0; round < 25; round += 1) {
    const path = join(folder, String(round))
    mkdirSync(path)
    writeFileSync(join(path, 'lock'), JSON.stringify({ pid: 1, start: 'gone', host: hostname() }))
    // oxlint-disable-next-line no-await-in-loop -- every round is a race of its own.
    const answers = await Promise.all(lockers.map((locker) => ask(locker, path)))
    expect(answers.filter((answer) => answer === 'held')).toHaveLength(1)
  }
})
