import type { Chart } from '../core/chart.ts'
import { AppError } from '../core/errors.ts'
import type { ChartPlace, Channel, Destination, PostId } from '../core/types.ts'
import type { Clock } from './clock.ts'
import { isRefusal, persist } from './patience.ts'
import type { PostRecords, RecordedPost } from './posts.ts'

/** Records of charts are kept behind those of posts, by the id of what they show. */
const firstChart = 10_000

export interface Charting {
  readonly channel: Channel
  readonly to: Destination
  readonly records: PostRecords
  readonly clock: Clock
  readonly onTrouble: (error: AppError) => void
  readonly signal: AbortSignal
}

type Known = ReadonlyMap<number, RecordedPost>

/** What earlier runs noted of posts, and of charts. */
export function parted(known: Known): { readonly posts: Known; readonly charts: Known } {
  const all = [...known]
  return {
    posts: new Map(all.filter(([part]) => part < firstChart)),
    charts: new Map(all.filter(([part]) => part >= firstChart)),
  }
}

/**
 * Shows the charts of a reply below it and takes away those of an earlier one, where the channel has pictures. The
 * words are there by then: a chart that cannot be shown is told of and given up.
 */
export async function showCharts(
  charting: Charting,
  known: Known,
  charts: readonly Chart[],
): Promise<void> {
  const place = charting.channel.charts
  if (place === undefined) return
  const next = Math.max(firstChart - 1, ...known.keys()) + 1
  const partOf = ({ id }: Chart) => [...known].find(([, { text }]) => text === id)?.[0]
  const old = [...known].filter(([, { text }]) => charts.every(({ id }) => id !== text))
  const works = [
    ...old.map(
      ([part, post]) =>
        () =>
          takeAway(charting, place, { part, ...post }),
    ),
    ...charts.map((chart, index) => {
      const part = partOf(chart)
      const post = part === undefined ? undefined : known.get(part)
      return showing(charting, place, { chart, part: part ?? next + index, post })
    }),
  ]
  // oxlint-disable-next-line no-await-in-loop -- one below the other.
  for (const work of works) await orTold(charting, work)
}

async function orTold({ onTrouble, signal, clock }: Charting, work: () => Promise<void>) {
  try {
    await persist(work, clock, signal)
  } catch (error) {
    signal.throwIfAborted()
    onTrouble(AppError.from(error))
  }
}

interface Shown {
  readonly chart: Chart
  readonly part: number
  /** What an earlier run noted of it. */
  readonly post: RecordedPost | undefined
}

/** Tried again, it looks first whether an answer was lost and the chart is there. */
function showing({ to, records }: Charting, place: ChartPlace, { chart, part, post }: Shown) {
  let mayBeThere = post !== undefined

  async function posted(): Promise<PostId> {
    try {
      return await place.post(to, chart)
    } catch (error) {
      mayBeThere ||= !isRefusal(error)
      throw error
    }
  }

  return async () => {
    if (post !== undefined && post.postId !== null) return
    await records.before(part, chart.id)
    const found = mayBeThere ? await place.find(to, chart) : null
    await records.after(part, found ?? (await posted()), chart.id)
  }
}

/** A turn that is changed forgets what its posts showed, so that this is said of a chart that is gone. */
const gone = 'gone'

async function takeAway(
  { to, records }: Charting,
  place: ChartPlace,
  { part, postId, text }: RecordedPost & { readonly part: number },
): Promise<void> {
  if (postId === null || text === gone) return
  await place.remove(to, postId)
  await records.after(part, postId, gone)
}
