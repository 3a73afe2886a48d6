import { z } from 'zod'

import type { Chart } from '../../core/chart.ts'
import { withDeadline } from '../../core/deadline.ts'
import { AppError } from '../../core/errors.ts'
import type { ChartPlace, Destination, PostId } from '../../core/types.ts'
import { slackWord } from './errors.ts'
import { placeOf } from './thread-id.ts'
import type { Workspace, Workspaces } from './workspaces.ts'

/** Makes a picture of a chart. */
export type Pictures = (chart: Chart, signal: AbortSignal) => Promise<Uint8Array>

const uploadMs = 20_000
/** Slack's own limit for words beside a picture. */
const mostAlt = 1_000

const ticket = z.object({ upload_url: z.url(), file_id: z.string() })

/** Charts as files below the reply. Nobody knows there who looks in the dark: they are drawn for the light. */
export function slackCharts(workspaces: Workspaces, pictures: Pictures): ChartPlace {
  const workspaceOf = ({ threadId }: Destination) => workspaces.of(placeOf(threadId).teamId)
  return {
    async post(to, chart) {
      const workspace = await workspaceOf(to)
      const { roomId, threadTs } = placeOf(to.threadId)
      return withDeadline(new AbortController().signal, uploadMs, async (signal) => {
        const png = await pictures(chart, signal)
        const asked = {
          filename: nameOf(chart),
          length: png.byteLength,
          alt_txt: chart.alt.slice(0, mostAlt),
        }
        const given = ticket.parse(await workspace.call('files.getUploadURLExternal', asked))
        await upload(given.upload_url, png, signal)
        const files = [{ id: given.file_id, title: chart.title }]
        const where = { channel_id: roomId, thread_ts: threadTs }
        await workspace.call('files.completeUploadExternal', { files, ...where }, roomId)
        return given.file_id
      })
    },
    find: async (to, chart) => findFile(await workspaceOf(to), to, nameOf(chart)),
    async remove(to, file) {
      const workspace = await workspaceOf(to)
      try {
        await workspace.call('files.delete', { file })
      } catch (error) {
        const isGone = ['file_not_found', 'file_deleted'].includes(slackWord(error) ?? '')
        if (!isGone) throw error
      }
    },
  }
}

/** By its name a chart is known again. */
function nameOf({ id }: Chart): string {
  return `${id}.png`
}

async function upload(url: string, png: Uint8Array, signal: AbortSignal): Promise<void> {
  const response = await fetch(url, { method: 'POST', body: Buffer.from(png), signal })
  await response.body?.cancel()
  if (!response.ok) throw new AppError('unavailable', `the upload of a chart: ${response.status}`)
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

async function findFile(
  workspace: Workspace,
  to: Destination,
  name: string,
): Promise<PostId | null> {
  const { roomId, threadTs } = placeOf(to.threadId)
  let cursor = ''
  for (let pages = 0; pages < mostPages; pages++) {
    const asked = { channel: roomId, ts: threadTs, limit: 200, ...(cursor && { cursor }) }
    const answer = page.parse(await workspace.call('conversations.replies', asked, roomId))
    const files = answer.messages.flatMap((message) => message.files ?? [])
    const found = files.find((file) => file.name === name)
    if (found) return found.id
    cursor = answer.response_metadata?.next_cursor ?? ''
    if (cursor === '') break
  }
  return null
}
