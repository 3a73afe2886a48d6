import { setTimeout as delay } from 'node:timers/promises'

import type { ModelEvent, ModelProvider, ModelRequest } from '../../core/model.ts'
import type { Clock } from './attempts.ts'
import { capabilitiesOf } from './capabilities.ts'
import { type Chain, readChains } from './chains.ts'
import { type LanesDeps, openLanes } from './lanes.ts'
import { offlineModel } from './offline.ts'
import { route } from './router.ts'
import type { Settings } from './settings.ts'

export interface ModelsDeps extends LanesDeps {
  readonly clock?: Clock
}

/** All models of an installation, by who asks for them. */
export interface Models {
  /** By a project's settings; by the general ones without a project. */
  of(project?: string): ModelProvider
  /** By alias, `provider:model` or model, with the project's own behind it; null when there is none of that name. */
  named(name: string, project?: string): ModelProvider | null
}

/** Throws a sentence about the setting that is amiss. What the projects use first is loaded at once. */
export async function openModels(
  settings: Settings,
  deps: ModelsDeps,
  projects: readonly string[] = [],
): Promise<Models> {
  const chains = readChains(settings)
  const lanes = openLanes(settings, deps, chains.targets(projects))
  await Promise.all(projects.map((project) => lanes.load(chains.of(project))))
  const { clock = wallClock } = deps

  function over(chain: Chain): ModelProvider {
    const [first] = chain
    if (!first) return offlineModel()
    const { provider: name, model } = first
    return {
      name,
      model,
      isAvailable: true,
      takesTools: (agent) => withTools(chains.ofAgent(agent) ?? chain).length > 0,
      stream: (request) => streamOf(request, chain),
    }
  }

  function streamOf(request: ModelRequest, chain: Chain): AsyncIterable<ModelEvent> {
    const own = request.caller && chains.ofAgent(request.caller.agent)
    const whole = own ?? chain
    const found = lanes.of(request.tools ? withTools(whole) : whole)
    return found ? route(found, clock, request) : offlineModel().stream(request)
  }

  return {
    of: (project) => over(chains.of(project)),
    named(name, project) {
      const chain = chains.named(name)
      return chain ? over([...chain, ...chains.of(project)]) : null
    },
  }
}

/** The rest would answer as if nothing had been offered. */
function withTools(chain: Chain): Chain {
  return chain.filter((target) => capabilitiesOf(target).tools)
}

const wallClock: Clock = {
  now: () => Date.now(),
  random: () => Math.random(),
  sleep: (ms, signal) => delay(ms, undefined, { signal }),
}
