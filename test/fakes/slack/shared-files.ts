import { randomUUID } from 'node:crypto'

import { z } from 'zod'

import type { Downloaded, Handlers } from './api-server.ts'
import { read } from './arguments.ts'
import type { CallLog } from './call-log.ts'
import type { Method } from './call.ts'
import type { AskedCall, Trouble } from './exchange.ts'
import type { FakeSlack } from './fake-slack.ts'
import { SlackRefusal } from './refusal.ts'
import type { PersonalFile, Workspace } from './world.ts'

/** A file as a person picks it. */
export interface PickedFile {
  readonly name: string
  readonly bytes: string | Uint8Array
  /** What Slack says of its type; nothing of use when absent. */
  readonly type?: string
  /** What Slack says of its size; what it is when absent. */
  readonly size?: number
  /** Where Slack says it is; with Slack when absent. */
  readonly url?: string
}

/** Keeps it with the workspace, and answers it as events tell of it: without an address where they must not. */
function upload(workspace: Workspace, picked: PickedFile, origin: string): PersonalFile {
  const id = `F${randomUUID().slice(0, 8).toUpperCase()}`
  const bytes = Buffer.from(picked.bytes)
  const path = `${origin}/files-pri/${workspace.teamId}-${id}/${encodeURIComponent(picked.name)}`
  const { name, type = 'application/octet-stream', size = bytes.length, url = path } = picked
  const file = { id, name, type, bytes, size, url }
  workspace.files.set(id, file)
  return file
}

function told({ id, name, type, size, url }: PersonalFile) {
  return { id, name, mimetype: type, size, mode: 'hosted', url_private: url }
}

export const filesInfo: Method = (given, { workspace }) => {
  const { file } = read(z.strictObject({ file: z.string() }), given)
  const found = workspace.files.get(file)
  if (!found) throw new SlackRefusal('file_not_found')
  return { file: told(found) }
}

/** Uploads what a person picked, and says of it what events do. */
export function uploaded(
  { apiUrl }: Pick<FakeSlack, 'apiUrl'>,
  workspace: Workspace,
  files: readonly PickedFile[],
) {
  return files.map((file) => told(upload(workspace, file, new URL(apiUrl).origin)))
}

export interface DownloadDeps {
  readonly workspaces: ReadonlyMap<string, Workspace>
  readonly log: CallLog
  readonly trouble: (call: AskedCall) => Trouble | null
}

/** Files at their addresses. That is no method, and stands among the calls under a name of its own. */
export function openDownloads({ workspaces, log, trouble }: DownloadDeps): Handlers['download'] {
  return (path, token) => {
    const call = { method: 'GET file', teamId: null, arguments: { path } }
    const wrong = trouble(call)
    const found = wrong === null ? fileAt(workspaces, path, token) : spoilt(wrong)
    log.add({ ...call, error: Buffer.isBuffer(found) ? null : JSON.stringify(found) })
    return found
  }
}

/** Only with the token of its workspace, and granted what reads files. */
function fileAt(
  workspaces: ReadonlyMap<string, Workspace>,
  path: string,
  token: string | null,
): Downloaded {
  const [, teamId = '', id = ''] = /^\/files-pri\/(\w+)-(\w+)\//.exec(path) ?? []
  const workspace = workspaces.get(teamId)
  if (!workspace?.tokens.has(token ?? '') || !workspace.scopes.has('files:read')) return 'away'
  return workspace.files.get(id)?.bytes ?? 'away'
}

function spoilt(trouble: Trouble): Downloaded {
  if (trouble === 'lost') return 'reset'
  if (trouble === 'mute') return 'hang'
  if (typeof trouble === 'string') return trouble
  if ('error' in trouble) return 'away'
  return 'status' in trouble ? trouble : { status: 429, ...trouble }
}
