import { createHash, randomUUID } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'

import { z } from 'zod'

import type { AppError } from '../core/errors.ts'
import { codeOf } from './error-code.ts'
import { hasEnded, startOf } from './process-start.ts'
import { setupError } from './setup-error.ts'

/** Who holds a folder. The start tells a process from a later one that got the same id. */
const holderSchema = z.object({ pid: z.number(), start: z.string(), host: z.string() })
type Holder = z.infer<typeof holderSchema>

/**
 * Takes a folder for this process alone, by a file named `lock` in it, and returns how to let go.
 * A process that was killed leaves its file behind; the next one takes it over.
 */
export function lockFolder(folder: string): () => void {
  const path = join(folder, 'lock')
  const self: Holder = { pid: process.pid, start: startOf(process.pid), host: hostname() }
  const text = JSON.stringify(self)
  acquire(path, text, folder)
  return () => {
    if (read(path) === text) rmSync(path)
  }
}

function acquire(path: string, self: string, folder: string): void {
  while (!create(path, self)) {
    const found = read(path)
    if (found === undefined) continue
    const holder = parse(found)
    if (holder !== undefined && isAlive(holder)) throw inUse(folder, holder)
    if (replace(path, found, self, folder)) return
  }
}

/**
 * Puts our name in place of a dead process's, and says whether it could. Only the holder of a
 * second lock, named after the dead text, may do so: of two starters, one finds that lock taken
 * by a living process, or finds another text when its turn comes.
 */
function replace(path: string, dead: string, self: string, folder: string): boolean {
  const second = `${path}.after-${createHash('sha256').update(dead).digest('hex').slice(0, 16)}`
  acquire(second, self, folder)
  if (read(path) === dead) {
    renameSync(second, path)
    return true
  }
  rmSync(second)
  return false
}

/** Linking a finished file makes it appear with its text, or not at all where one is there already. */
function create(path: string, text: string): boolean {
  const draft = `${path}.${randomUUID()}`
  try {
    writeFileSync(draft, text, { flag: 'wx', mode: 0o600 })
    linkSync(draft, path)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

/** Undefined for what no process of ours can have written: a power failure may leave an empty file. */
function parse(text: string): Holder | undefined {
  try {
    return holderSchema.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

/** A process of another machine, or container, cannot be looked at: it counts as alive. */
function isAlive({ pid, start, host }: Holder): boolean {
  return host !== hostname() || !hasEnded(pid, start)
}

function inUse(folder: string, { pid, host }: Holder): AppError {
  const elsewhere = `${pid} on ${host}; stop it, or remove ${join(folder, 'lock')} if it is gone`
  const who = host === hostname() ? `${pid}; stop it` : elsewhere
  return setupError(
    'conflict',
    `DATA_DIR: the folder ${folder} is in use by process ${who}, or set DATA_DIR to another folder`,
  )
}
