import type { Chart, Plot } from '../../core/chart.ts'
import { AppError } from '../../core/errors.ts'
import type { Destination, PostId } from '../../core/types.ts'
import type { Clock } from '../clock.ts'
import { isOfBlocks, slackWord } from './errors.ts'
import { harmless, summaryOf } from './format.ts'
import { mostPoints, plotBlock } from './plot-block.ts'
import { openRefusals } from './refusals.ts'
import { type Block, metadataOf } from './render.ts'
import { placeOf } from './thread-id.ts'
import type { Workspace } from './workspaces.ts'

/** What is left of a chart in at most so many points a line; null where that would show nothing. */
export type Plots = (chart: Chart, mostPoints: number) => Plot | null

export type PostChart = (workspace: Workspace, to: Destination, chart: Chart) => Promise<PostId>

/** Charts that Slack draws itself, and words where a workspace or a client of it knows none. */
export function openChartPosts(plots: Plots, clock: Clock): PostChart {
  const noPlots = openRefusals(clock)

  function plotOf({ teamId }: Workspace, chart: Chart): Block | null {
    if (noPlots.has(teamId)) return null
    const plot = plots(chart, mostPoints)
    return plot && plotBlock(chart.title, plot)
  }

  return async (workspace, to, chart) => {
    const plot = plotOf(workspace, chart)
    if (plot === null) return post(workspace, to, chart, [words(chart)])
    try {
      return await post(workspace, to, chart, [plot, below(chart)])
    } catch (error) {
      if (!isOfBlocks(error)) throw error
      noPlots.note(workspace.teamId)
      return post(workspace, to, chart, [words(chart)])
    }
  }
}

async function post(
  workspace: Workspace,
  { threadId }: Destination,
  { id, title }: Chart,
  blocks: readonly Block[],
): Promise<PostId> {
  const { roomId, threadTs } = placeOf(threadId)
  const where = { channel: roomId, thread_ts: threadTs, metadata: metadataOf(id) }
  const given = { ...where, text: summaryOf(harmless(title)), blocks }
  const { ts } = await workspace.call('chat.postMessage', given, roomId)
  if (typeof ts !== 'string') throw new AppError('unavailable', 'chat.postMessage: no ts')
  return ts
}

export async function removePost(
  workspace: Workspace,
  { threadId }: Destination,
  ts: PostId,
): Promise<void> {
  const { roomId: channel } = placeOf(threadId)
  try {
    await workspace.call('chat.delete', { channel, ts }, channel)
  } catch (error) {
    if (slackWord(error) !== 'message_not_found') throw error
  }
}

/** A post is named by its time, a file by letters. */
export function isPost(id: PostId): boolean {
  return /^\d+\.\d+$/.test(id)
}

function words(chart: Chart): Block {
  return { type: 'section', text: plain(chart) }
}

/** A chart of Slack's says neither how old its data is nor that it is made up. */
function below(chart: Chart): Block {
  return { type: 'context', elements: [plain(chart)] }
}

const longest = 2_000

function plain({ alt }: Chart) {
  const text = harmless(alt).slice(0, longest).toWellFormed()
  return { type: 'plain_text', text, emoji: false }
}
