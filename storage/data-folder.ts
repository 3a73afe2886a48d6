import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { unpackBlank } from './blank.ts'
import { codeOf } from './error-code.ts'
import { lockFolder } from './folder-lock.ts'
import { setupError } from './setup-error.ts'

export interface DataFolder {
  /** Where Postgres keeps its files. */
  readonly path: string
  /** Lets the next process have it. Safe to call twice. */
  readonly release: () => void
}

/** Takes the data folder for this process alone, and puts a blank database into it the first time. */
export function openDataFolder(dataDir: string, onProgress: (text: string) => void): DataFolder {
  const path = join(dataDir, 'postgres')
  try {
    makeFolder(dataDir)
    const release = lockFolder(dataDir)
    try {
      if (!existsSync(path)) prepare(path, onProgress)
      return { path, release }
    } catch (error) {
      release()
      throw error
    }
  } catch (error) {
    throw cannotUse(dataDir, error)
  }
}

/** Step by step: Node's own `recursive` never ends where a parent takes no folders, as /proc does. */
function makeFolder(path: string): void {
  if (existsSync(path)) return
  makeFolder(dirname(path))
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    // Another process made it just now.
    if (codeOf(error) !== 'EEXIST') throw error
  }
}

/** The rename comes last, so that a folder by this name is always a whole database. */
function prepare(path: string, onProgress: (text: string) => void): void {
  onProgress('Preparing the local database (first start only)…')
  const draft = `${path}.new`
  rmSync(draft, { recursive: true, force: true })
  try {
    unpackBlank(draft)
    renameSync(draft, path)
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

function cannotUse(dataDir: string, error: unknown): unknown {
  const reason = reasons[codeOf(error) ?? '']
  if (reason === undefined) return error
  const sentence = `DATA_DIR: the folder ${dataDir} ${reason}, or set DATA_DIR to another folder`
  return setupError('invalid', sentence, error)
}

const readOnly = 'cannot be written; make it writable'
const notAFolder = 'cannot be made, since a file is in its place; move the file away'
const full = 'is on a disk that is full; make room'

const reasons: Readonly<Record<string, string>> = {
  EACCES: readOnly,
  EPERM: readOnly,
  EROFS: readOnly,
  ENOENT: 'cannot be made; make it yourself',
  EEXIST: notAFolder,
  ENOTDIR: notAFolder,
  EDQUOT: full,
  ENOSPC: full,
}
