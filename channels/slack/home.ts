import type { Inbox } from '../../core/inbox.ts'
import type { Personal } from '../../core/personal.ts'
import type { Turn } from '../../core/types.ts'
import type { Watcher } from '../../core/watchlist.ts'
import { homeView } from './home-view.ts'
import type { Links } from './links.ts'
import type { Workspace, Workspaces } from './workspaces.ts'

export interface HomeDeps {
  readonly inbox: () => Inbox
  readonly workspaces: Workspaces
  readonly personal: Personal
  readonly links: Links
  readonly watcherOf: WatcherOf
}

/** Whose watchlist and use it is, of a person as Slack names them. */
export type WatcherOf = (person: Person) => Promise<Watcher>

export interface Person {
  readonly teamId: string
  readonly userId: string
}

const mostThreads = 5

/**
 * Writes the page that one person sees under Home, from what there is of them now, and what was wrong with what they
 * have just chosen on it.
 */
export async function showHome(
  deps: HomeDeps,
  person: Person,
  trouble: string | null = null,
): Promise<void> {
  const { inbox, workspaces, personal, watcherOf } = deps
  const { teamId, userId } = person
  const workspace = await workspaces.of(teamId)
  const author = { channel: 'slack', organisationId: `slack:${teamId}`, authorId: userId }
  const [watcher, turns] = await Promise.all([
    watcherOf(person),
    inbox().recent(author, mostThreads),
  ])
  const [watched, settings, used, threads] = await Promise.all([
    personal.watchlist.list(watcher),
    personal.settings.of(watcher),
    personal.used(watcher, new Date()),
    Promise.all(turns.map((turn) => threadOf(deps, workspace, turn))),
  ])
  const { examples } = personal
  const view = homeView({ threads, watched, settings, trouble, used, examples })
  await workspace.call('views.publish', { user_id: userId, view })
}

async function threadOf({ links }: HomeDeps, workspace: Workspace, turn: Turn) {
  const { threadId, message } = turn
  return {
    question: message.text,
    askedAt: message.sentAt,
    link: await links.to(workspace, threadId),
  }
}
