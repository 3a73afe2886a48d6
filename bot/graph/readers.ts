import type { Logger } from '../../core/logger.ts'
import type { Metrics } from '../../core/metrics.ts'
import type { Caller, ModelProvider } from '../../core/model.ts'
import type { Reader } from '../../core/reader.ts'
import type { Finding } from '../../core/types.ts'
import { onBehalf } from './on-behalf.ts'
import { guarded } from './safety/guarded.ts'
import { turnGuard, unasked } from './safety/turn-guard.ts'
import { type Config, contextOf } from './state.ts'
import { suspicious } from './suspicion/suspicion.ts'
import { chosenModel, type NamedModel, noOther } from './turn-model.ts'

export interface ReadersDeps {
  readonly modelFor: (project: string) => ModelProvider
  /** What people may name instead; nothing when absent. */
  readonly namedModel?: NamedModel
  readonly logger: Logger
  readonly metrics: Pick<Metrics, 'injectionSeen'>
}

/** The model that the person asked for, else the project's; none where the question reads like an instruction to it. */
export function writerOf(
  deps: ReadersDeps,
  config: Config,
  { project, findings }: Pick<Purpose, 'project' | 'findings'>,
) {
  const { namedModel = noOther } = deps
  const { choice, suspicion } = contextOf(config)
  const byName = (name: string) => namedModel(name, project)
  const { model, note } = chosenModel(deps.modelFor(project), choice, byName)
  const writer = guardedFor(deps, config, { model, project, agent: 'write', findings })
  return { model: suspicion < suspicious ? writer : unasked(writer), note }
}

/** What an analyst may read words of others with; nothing where there is no model, or the question reads like an instruction. */
export function readerOf(
  deps: ReadersDeps,
  config: Config,
  purpose: Pick<Purpose, 'project' | 'agent'>,
): { readonly reader?: Reader } {
  const model = deps.modelFor(purpose.project)
  if (!model.isAvailable || contextOf(config).suspicion >= suspicious) return {}
  return { reader: guardedFor(deps, config, { ...purpose, model, findings: [] }) }
}

interface Purpose extends Pick<Caller, 'project' | 'agent'> {
  readonly model: ModelProvider
  /** What it is going to read. */
  readonly findings: readonly Finding[]
}

/** A model, guarded, and called on behalf of whoever asked; it has to be done by the deadline. */
export function guardedFor(
  { logger, metrics }: ReadersDeps,
  config: Config,
  { model, findings, ...purpose }: Purpose,
): Reader {
  const { asker, modelDeadline } = contextOf(config)
  const called = onBehalf({ ...asker, ...purpose }, model, modelDeadline)
  return guarded(called, turnGuard({ turnId: asker.turnId, logger, metrics }, findings))
}
