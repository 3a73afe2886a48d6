import { z } from 'zod'

import type { Attachment, AttachmentContent } from '../../core/attachment.ts'
import { AppError } from '../../core/errors.ts'
import type { Channel } from '../../core/types.ts'
import { mostBytesOf, refusalOf, textOf } from '../attached-text.ts'
import { download } from './download.ts'
import type { SlackFile } from './envelope.ts'
import { slackWord } from './errors.ts'
import { placeOf } from './thread-id.ts'
import type { Workspaces } from './workspaces.ts'

/** What the inbox keeps of the files of a message; as many as Slack lets one message have. */
export function attachmentsOf(files: readonly SlackFile[] = []): readonly Attachment[] {
  return files
    .filter(({ mode }) => mode !== 'tombstone')
    .slice(0, mostFiles)
    .map(({ id, name, mimetype, size }) => ({
      id,
      name: (name ?? '').slice(0, longestName).toWellFormed(),
      type: (mimetype ?? '').slice(0, longestName).toWellFormed(),
      sizeBytes: size ?? 0,
    }))
}

const mostFiles = 10
const longestName = 255

const answer = z.object({
  file: z.object({
    name: z.string().nullish(),
    mimetype: z.string().nullish(),
    size: z.number().nullish(),
    mode: z.string().nullish(),
    url_private: z.url().nullish(),
  }),
})
type Told = z.infer<typeof answer>['file']

export interface FilesDeps {
  readonly workspaces: Workspaces
  readonly apiUrl?: string | undefined
}

/** Slack is asked where a file is when it is read: events say little of files that are shared between workspaces. */
export function openFiles({ workspaces, apiUrl }: FilesDeps): Required<Channel>['read'] {
  return async (message, { id, ...facts }, signal) => {
    const refused = facts.name === '' ? null : refusalOf(facts)
    if (refused !== null) return { refusal: refused }
    const workspace = await workspaces.of(placeOf(message.threadId).teamId)
    try {
      const { file } = answer.parse(
        await workspace.call('files.info', { file: id }, message.roomId),
      )
      signal.throwIfAborted()
      const { botToken: token } = workspace
      return await read(file, { token, apiUrl, signal })
    } catch (error) {
      const refusal = refusals[slackWord(error) ?? ''] ?? refusalIn(error)
      if (refusal === null) throw error
      return { refusal }
    }
  }
}

interface Reading {
  readonly token: string
  readonly apiUrl: string | undefined
  readonly signal: AbortSignal
}

async function read(
  { name, mimetype, size, mode, url_private: url }: Told,
  { token, apiUrl, signal }: Reading,
): Promise<AttachmentContent> {
  const facts = { name: name ?? '', type: mimetype ?? '', sizeBytes: size ?? 0 }
  const refused = refusalOf(facts)
  if (refused !== null) return { refusal: refused }
  if (!url || mode === 'external') return { refusal: elsewhere }
  const mostBytes = mostBytesOf(facts)
  const bytes = await download(url, { token, apiUrl, mostBytes, signal })
  return textOf(facts, bytes, signal)
}

const gone = 'It is gone from Slack. Send it again.'
const elsewhere = 'It is not kept in Slack itself. Upload the file, or paste its text.'
const forbidden =
  'Slack does not let me open files here. Whoever installed me has to install me again, or paste its text.'

const unsound = 'It is not what Slack says of it. Send it again, or paste its text.'

const refusals: Readonly<Record<string, string | undefined>> = {
  file_not_found: gone,
  file_deleted: gone,
  missing_scope: forbidden,
  access_denied: forbidden,
}

/** Null for what may be otherwise another time. */
function refusalIn(error: unknown): string | null {
  const { code } = AppError.from(error)
  if (code === 'forbidden') return forbidden
  return code === 'invalid' ? unsound : null
}
