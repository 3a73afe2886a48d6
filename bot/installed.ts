import type { Cache } from '../core/cache.ts'
import type { CallStore } from '../core/call-store.ts'
import { AppError } from '../core/errors.ts'
import type { ModelProvider } from '../core/model.ts'
import type { Project } from '../core/project.ts'
import type { Watchlist } from '../core/watchlist.ts'
import type { NamedProject } from './graph/route.ts'
import type { NamedModel } from './graph/turn-model.ts'

export interface Installing {
  readonly settings: Readonly<Record<string, string | undefined>>
  /** By the prefix of a project's settings. */
  readonly models: { of(prefix: string): ModelProvider; readonly named: NamedModel }
  readonly cache: Cache
  readonly watchlist: Watchlist
  readonly callsOf: (project: string) => CallStore
}

/** The projects with the models they asked for and what is kept for them, and all that they bring with them. */
export function installed(projects: readonly Project[], deps: Installing) {
  const { models, callsOf, ...shared } = deps
  const named: NamedProject[] = projects.map((project) => {
    const { name, settingsPrefix } = project
    const own = { model: models.of(settingsPrefix), calls: callsOf(name) }
    return { name, ...project.create({ ...shared, ...own }) }
  })
  return {
    projects: named,
    jobs: named.flatMap(({ jobs }) => jobs),
    tools: named.flatMap(({ tools = [] }) => tools),
    modelFor: (name: string) => models.of(prefixOf(projects, name)),
    namedModel: (model: string, name?: string) =>
      models.named(model, name && prefixOf(projects, name)),
  }
}

function prefixOf(projects: readonly Project[], name: string): string {
  const project = projects.find((one) => one.name === name)
  if (!project) throw new AppError('bug', `no project is called ${name}`)
  return project.settingsPrefix
}
