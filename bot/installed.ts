import type { Cache } from '../core/cache.ts'
import type { CallStore } from '../core/call-store.ts'
import type { ModelProvider } from '../core/model.ts'
import type { Project } from '../core/project.ts'
import type { Watchlist } from '../core/watchlist.ts'
import type { NamedProject } from './graph/route.ts'

export interface Stores {
  readonly cache: Cache
  readonly watchlist: Watchlist
  readonly callsOf: (project: string) => CallStore
}

export interface Installing extends Stores {
  readonly settings: Readonly<Record<string, string | undefined>>
  /** By the prefix of its settings. */
  readonly modelOf: (prefix: string) => ModelProvider
}

/** The projects as they run here, and all that they bring with them. */
export function installed(
  projects: readonly Project[],
  { settings, modelOf, callsOf, cache, watchlist }: Installing,
) {
  const named: NamedProject[] = projects.map((project) => {
    const { name, settingsPrefix } = project
    const own = { model: modelOf(settingsPrefix), calls: callsOf(name) }
    return { name, ...project.create({ settings, cache, watchlist, ...own }) }
  })
  return {
    projects: named,
    jobs: named.flatMap(({ jobs }) => jobs),
    tools: named.flatMap(({ tools = [] }) => tools),
  }
}
