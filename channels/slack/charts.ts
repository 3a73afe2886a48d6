import type { Chart } from '../../core/chart.ts'
import { withDeadline } from '../../core/deadline.ts'
import type { Logger } from '../../core/logger.ts'
import type { ChartPlace, Destination, PostId } from '../../core/types.ts'
import type { Clock } from '../clock.ts'
import { isRefusal, waitAfter } from '../patience.ts'
import { findFile, removeFile, share, upload } from './chart-files.ts'
import { isPost, openChartPosts, type Plots, removePost } from './chart-posts.ts'
import { slackWord } from './errors.ts'
import { findPost } from './found-post.ts'
import { openRefusals } from './refusals.ts'
import { placeOf } from './thread-id.ts'
import type { Workspace, Workspaces } from './workspaces.ts'

/** Makes a picture of a chart. */
export type Pictures = (chart: Chart, signal: AbortSignal) => Promise<Uint8Array>

/** How charts come to be seen. */
export interface Drawn {
  readonly pictures: Pictures
  readonly plots: Plots
}

export interface ChartsDeps extends Drawn {
  readonly workspaces: Workspaces
  readonly clock: Clock
  readonly logger: Logger
}

const drawMs = 20_000

/**
 * Charts below the reply: as a picture, with all that belongs to it and for the ground that the person chose; where
 * no file can be uploaded, as a chart that Slack draws itself; and where it draws none, in words.
 */
export function slackCharts({
  workspaces,
  pictures,
  plots,
  clock,
  logger,
}: ChartsDeps): ChartPlace {
  const noFiles = openRefusals(clock)
  const postChart = openChartPosts(plots, clock)
  const workspaceOf = ({ threadId }: Destination) => workspaces.of(placeOf(threadId).teamId)

  /** Null where it cannot be shown as a picture. */
  async function postPicture(
    workspace: Workspace,
    to: Destination,
    chart: Chart,
  ): Promise<PostId | null> {
    const { teamId } = workspace
    if (noFiles.has(teamId)) return null
    try {
      const { signal: never } = new AbortController()
      const png = await withDeadline(never, drawMs, (signal) => pictures(chart, signal))
      const file = await upload(workspace, chart, png)
      await share(workspace, to, chart, file)
      return file
    } catch (error) {
      // Whatever may be there already, or another time, is not shown in a second way.
      if (!isRefusal(error) || waitAfter(error, 1) !== undefined) throw error
      logger.warn({ err: error, teamId }, 'a chart could not be shown as a picture')
      if (ofWholeWorkspace.has(slackWord(error))) noFiles.note(teamId)
      return null
    }
  }

  return {
    async post(to, chart) {
      const workspace = await workspaceOf(to)
      return (await postPicture(workspace, to, chart)) ?? postChart(workspace, to, chart)
    },
    async find(to, chart) {
      const workspace = await workspaceOf(to)
      return (await findFile(workspace, to, chart)) ?? findPost(workspace, to, chart.id)
    },
    async remove(to, id) {
      const workspace = await workspaceOf(to)
      await (isPost(id) ? removePost(workspace, to, id) : removeFile(workspace, id))
    },
  }
}

/** What Slack says where no file of ours is taken at all; other refusals are of one room or one picture. */
const ofWholeWorkspace: ReadonlySet<string | undefined> = new Set([
  'missing_scope',
  'access_denied',
  'not_allowed_token_type',
])
