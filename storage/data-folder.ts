import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'

import { AppError } from '../core/errors.ts'
import { unpackBlank } from './blank.ts'
import { codeOf } from './error-code.ts'
import { lockFolder } from './folder-lock.ts'

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
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
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
  const message = `DATA_DIR: the folder ${dataDir} ${reason}, or set DATA_DIR to another folder`
  return new AppError('invalid', message, { cause: error })
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
