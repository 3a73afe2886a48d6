import { z } from 'zod'

import type { Chart } from '../../core/chart.ts'
import { withDeadline } from '../../core/deadline.ts'
import { AppError } from '../../core/errors.ts'
import type { Destination, PostId } from '../../core/types.ts'
import { slackWord } from './errors.ts'
import { placeOf } from './thread-id.ts'
import type { Workspace } from './workspaces.ts'

/** Slack's own limit for words beside a picture. */
const mostAlt = 1_000

const ticket = z.object({ upload_url: z.url(), file_id: z.string() })

/** Takes the bytes to Slack, where nobody sees them yet. */
export async function upload(workspace: Workspace, chart: Chart, png: Uint8Array): Promise<PostId> {
  const facts = { filename: nameOf(chart), length: png.byteLength }
  const asked = { ...facts, alt_txt: chart.alt.slice(0, mostAlt) }
  const given = ticket.parse(await workspace.call('files.getUploadURLExternal', asked))
  await send(given.upload_url, png)
  return given.file_id
}

const uploadMs = 20_000

/** What fails here is not tried again: nothing is shown yet, and there is another way to show a chart. */
async function send(url: string, png: Uint8Array): Promise<void> {
  try {
    await withDeadline(new AbortController().signal, uploadMs, async (signal) => {
      const response = await fetch(url, { method: 'POST', body: Buffer.from(png), signal })
      await response.body?.cancel()
      if (!response.ok) throw new AppError('unavailable', `HTTP ${response.status}`)
    })
  } catch (cause) {
    throw new AppError('invalid', 'Slack did not take the bytes of a chart', { cause })
  }
}

/** Shows an uploaded file in its thread. */
export async function share(
  workspace: Workspace,
  to: Destination,
  { title }: Chart,
  id: PostId,
): Promise<void> {
  const { roomId, threadTs } = placeOf(to.threadId)
  const given = { files: [{ id, title }], channel_id: roomId, thread_ts: threadTs }
  await workspace.call('files.completeUploadExternal', given, roomId)
}

export async function removeFile(workspace: Workspace, file: PostId): Promise<void> {
  try {
    await workspace.call('files.delete', { file })
  } catch (error) {
    const isGone = ['file_not_found', 'file_deleted'].includes(slackWord(error) ?? '')
    if (!isGone) throw error
  }
}

/** By its name a chart is known again. */
function nameOf({ id }: Chart): string {
  return `${id}.png`
}

const page = z.object({
  messages: z.array(
    z.object({
      files: z.array(z.looseObject({ id: z.string(), name: z.string().optional() })).optional(),
    }),
  ),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
})

const mostPages = 10

export async function findFile(
  workspace: Workspace,
  to: Destination,
  chart: Chart,
): Promise<PostId | null> {
  const { roomId, threadTs } = placeOf(to.threadId)
  let cursor = ''
  for (let pages = 0; pages < mostPages; pages++) {
    const asked = { channel: roomId, ts: threadTs, limit: 200, ...(cursor && { cursor }) }
    const answer = page.parse(await workspace.call('conversations.replies', asked, roomId))
    const files = answer.messages.flatMap((message) => message.files ?? [])
    const found = files.find((file) => file.name === nameOf(chart))
    if (found) return found.id
    cursor = answer.response_metadata?.next_cursor ?? ''
    if (cursor === '') break
  }
  return null
}
